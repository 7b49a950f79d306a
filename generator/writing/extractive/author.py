"""The extractive author: brief and evidence in, a whole lesson out; deterministic, without a model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from generator import __version__
from generator.domain.base import digest
from generator.domain.guide import Guide
from generator.domain.ledger import GenerationRecord, SourceRecord
from generator.domain.lesson import Brief, Lesson, Section
from generator.domain.ports import Hit, Library
from generator.domain.printing import guide_name, print_address
from generator.errors import NothingRelevant
from generator.messages import say
from generator.writing.extractive.audience import word_budget
from generator.writing.extractive.closing import gaps, summary, terms
from generator.writing.extractive.content import blocks_of
from generator.writing.extractive.outline import Stretch
from generator.writing.extractive.questions import questions
from generator.writing.extractive.select import Choice, choose
from generator.writing.extractive.teaching import Words, outcomes, plan, practice, section_language

QUESTIONS = 5


class ExtractiveAuthor:
    """See `domain.ports.LessonAuthor`."""

    def lesson(self, brief: Brief, library: Library, hits: Sequence[Hit], *, now: datetime) -> Lesson:
        """A lesson of one to three guides. Raises NothingRelevant when no section can be made of the hits."""
        choice = choose(brief, library, hits)
        sections = _sections(choice, brief)
        if not sections:
            raise NothingRelevant(topic=brief.topic)
        identity = "l-" + digest(brief.model_dump_json(), *(guide.sha256 for guide in choice.guides))
        record = GenerationRecord(author="extractive", software=f"soan {__version__}", created_at=now)
        return _compose(identity, brief, choice, sections, library, record)

    def regenerate_section(self, lesson: Lesson, section_id: str, library: Library, hits: Sequence[Hit]) -> Lesson:
        """One section made anew, from another part of the same guides where there is one; all else stays."""
        brief = lesson.brief
        old = next(section for section in lesson.sections if section.id == section_id)
        others = [section for section in lesson.sections if section.id != section_id]
        wide = brief.model_copy(update={"minutes": min(480, brief.minutes * 3)})
        taken = {(section.guide_id, section.address.key()) for section in lesson.sections if section.address}
        said = {claim.text for section in others for block in section.blocks for claim in block.claims}
        for stretch in choose(wide, library, hits).sections:
            fresh = stretch.key not in taken
            if fresh and any(record.guide.id == stretch.guide_id for record in lesson.sources):
                made = section_of(
                    stretch, old.id, brief, word_budget(brief) // max(1, len(lesson.sections)), set(), library
                )
                if made is not None and not said & {c.text for b in made.blocks for c in b.claims}:
                    changed = tuple(made if section.id == section_id else section for section in lesson.sections)
                    return lesson.model_copy(update={"sections": changed})
        raise NothingRelevant(topic=f"{brief.topic} ({old.title})")


def _sections(choice: Choice, brief: Brief, library: Library | None = None) -> tuple[Section, ...]:
    budget = word_budget(brief)
    total = sum(min(stretch.words, budget // 2) for stretch in choice.sections) or 1
    said: set[str] = set()
    made: list[Section] = []
    for stretch in choice.sections:
        share = max(60, round(budget * min(stretch.words, budget // 2) / total))
        section = section_of(stretch, f"s{len(made) + 1}", brief, min(share, stretch.words + 1), said, library)
        if section is not None:
            made.append(section)
    return tuple(made)


def section_of(
    stretch: Stretch,
    identity: str,
    brief: Brief,
    budget: int,
    said: set[str],
    library: Library | None,
    *,
    short: bool = False,
) -> Section | None:
    """The section that a stretch of a guide becomes, None where nothing of it can be said; see `blocks_of`."""
    place = print_address(stretch.address, brief.language)
    blocks = blocks_of(stretch, budget, said, brief.language, rest=place, short=short)
    if not any(block.kind not in ("heading", "note") for block in blocks):
        return None
    title = stretch.title or place
    return Section(
        id=identity,
        title=title[:1].upper() + title[1:],
        blocks=blocks,
        guide_id=stretch.guide_id,
        address=stretch.address,
    )


def _compose(
    identity: str,
    brief: Brief,
    choice: Choice,
    sections: tuple[Section, ...],
    library: Library,
    record: GenerationRecord,
) -> Lesson:
    words = Words(brief)
    aims = outcomes(sections, brief, words)
    task = practice(sections, brief, words)
    asked = questions(sections, aims, section_language(sections[0], brief), QUESTIONS)
    used = {section.guide_id for section in sections}
    guides = [guide for guide in choice.guides if guide.id in used]
    text = "\n".join(passage.text for guide in guides for passage in library.passages(guide.id))
    return Lesson(
        id=identity,
        brief=brief,
        title=_title(brief),
        outcomes=aims,
        plan=plan(sections, brief, words, task, len(asked)),
        sections=sections,
        terms=terms(sections, brief),
        gaps=gaps(Choice(choice.sections, guides), text, brief, sections),
        practice=task,
        questions=asked,
        summary=summary(sections, brief),
        sources=tuple(
            SourceRecord(guide=guide, validity=guide.validity(brief.as_of), as_of=brief.as_of) for guide in guides
        ),
        checklist=(),
        generation=record,
        notice=say("lesson.notice.extractive", brief.language, guides=_names(guides)),
    )


def _title(brief: Brief) -> str:
    topic = " ".join(brief.topic.split()).strip(" .?!")
    return topic[:1].upper() + topic[1:]


def _names(guides: Sequence[Guide]) -> str:
    return "; ".join(f"“{guide_name(guide)}”" for guide in guides)
