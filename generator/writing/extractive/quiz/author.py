"""The extractive author of quizzes: brief and evidence in, a whole quiz out; deterministic, without a model."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from generator import __version__
from generator.domain.base import digest
from generator.domain.guide import Guide
from generator.domain.ledger import GenerationRecord, SourceRecord
from generator.domain.lesson import Brief, Lesson, Outcome, Section
from generator.domain.ports import Hit, Library
from generator.domain.printing import guide_name
from generator.domain.quiz import BlueprintRow, Coverage, Item, Quiz, QuizBrief, Scenario, SimpleItem
from generator.errors import BriefInvalid, NothingRelevant
from generator.messages import say
from generator.writing.extractive.author import section_of
from generator.writing.extractive.outline import outline
from generator.writing.extractive.quiz.blueprint import Chooser, kind_turns, plan
from generator.writing.extractive.quiz.draft import Draft, Gate
from generator.writing.extractive.quiz.lists import case_drafts, label_drafts, list_drafts, step_drafts
from generator.writing.extractive.quiz.material import Material
from generator.writing.extractive.quiz.statements import statement_drafts
from generator.writing.extractive.quiz.terms import table_drafts, term_drafts
from generator.writing.extractive.quiz.values import actor_drafts, date_drafts, quantity_drafts
from generator.writing.extractive.select import choose_wide
from generator.writing.extractive.teaching import Words, outcomes
from generator.writing.frameworks import codes

_ALL = ("one_best", "multiple", "true_false", "matching", "ordering", "short", "numeric", "completion")
_MAKERS = (
    quantity_drafts, case_drafts, term_drafts, list_drafts, actor_drafts, step_drafts, date_drafts, table_drafts,
    label_drafts, statement_drafts,
)  # fmt: skip
_SHARE = {"true_false": 0.25, "matching": 0.15, "ordering": 0.15, "numeric": 0.15, "completion": 0.15, "short": 0.1,
          "multiple": 0.35}  # of all items, so that no kind but the best answer takes over  # fmt: skip
_LINKED = 3
_BESIDE_SECTIONS = 40  # of a lesson's own guides, enough to find wrong answers of a kind in
_BESIDE = 8  # guides on near topics that distractors are taken from


class ExtractiveQuizAuthor:
    """Writes quizzes from guides, or from the sections of a lesson."""

    def quiz(self, brief: QuizBrief, library: Library, hits: Sequence[Hit], gate: Gate, *, now: datetime) -> Quiz:
        """A quiz on what the hits are about. `gate` names the flaws of an item; one with a flaw is made anew or left
        out. Raises NothingRelevant when there is nothing to ask about, BriefInvalid when no item can be made of it."""
        like = _lesson_brief(brief)
        choice = choose_wide(like, library, hits, whole=bool(brief.guide_ids))
        sections = [
            section
            for number, stretch in enumerate(choice.sections, 1)
            if (section := section_of(stretch, f"s{number}", like, stretch.words + 1, set(), library)) is not None
        ]
        beside = _beside(choice.guides, hits, like, library)
        return self._make(brief, choice.guides, sections, library, gate, now, (), beside)

    def from_lesson(self, brief: QuizBrief, lesson: Lesson, library: Library, gate: Gate, *, now: datetime) -> Quiz:
        """A quiz on the sections and outcomes of a lesson."""
        guides = [record.guide for record in lesson.sources]
        taught = {(section.guide_id, section.address) for section in lesson.sections}
        rest = _sections(guides, _lesson_brief(brief), library)
        beside = [section for section in rest if (section.guide_id, section.address) not in taught][:_BESIDE_SECTIONS]
        return self._make(brief, guides, list(lesson.sections), library, gate, now, lesson.outcomes, ([], beside))

    def _make(
        self,
        brief: QuizBrief,
        guides: Sequence[Guide],
        sections: list[Section],
        library: Library,
        gate: Gate,
        now: datetime,
        known: Sequence[Outcome],
        beside: tuple[list[Guide], list[Section]] = ([], []),
    ) -> Quiz:
        if not sections:
            raise NothingRelevant(topic=brief.topic)
        like = _lesson_brief(brief)
        aims = tuple(known) or outcomes(tuple(sections), like, Words(like))
        titles = {guide.id: short_name(guide) for guide in guides}
        titles |= {guide.id: short_name(guide) for guide in beside[0]}
        mine = {section.id for section in sections}
        every = _drafts([*sections, *beside[1]], [*guides, *beside[0]], titles, brief)
        drafts = [draft for draft in every if draft.section.id in mine]
        chooser = Chooser(gate)
        rows = _fill(plan(aims, brief.items, brief.level), drafts, aims, chooser, brief)
        items = _numbered(chooser, aims, brief, sections, titles)
        if not items:
            raise BriefInvalid(problem=say("quiz.service.no_items", brief.language, topic=brief.topic))
        used = {c.guide_id for item in items for claim in item.claims() for c in claim.citations}
        kept = [guide for guide in (*guides, *beside[0]) if guide.id in used]
        return Quiz(
            id="z-" + digest(brief.model_dump_json(), *(guide.sha256 for guide in guides)),
            title=say("quiz.title", brief.language, topic=_cap(brief.topic)),
            brief=brief,
            items=items,
            outcomes=aims,
            blueprint=_filled(rows, items),
            coverage=_coverage(sections, items, guides, library, brief),
            sources=tuple(
                SourceRecord(guide=guide, validity=guide.validity(brief.as_of), as_of=brief.as_of) for guide in kept
            ),
            generation=GenerationRecord(author="extractive", software=f"soan {__version__}", created_at=now),
            notice=say("quiz.notice", brief.language, guides="; ".join(f"“{guide_name(guide)}”" for guide in kept)),
            dropped=dict(sorted(chooser.dropped.items())),
        )


def _beside(
    chosen: Sequence[Guide], hits: Sequence[Hit], like: Brief, library: Library
) -> tuple[list[Guide], list[Section]]:
    """Guides on near topics and their sections: only distractors are taken from them."""
    known = {guide.id for guide in chosen}
    near = [g for g in {hit.guide.id: hit.guide for hit in hits}.values() if g.id not in known][:_BESIDE]
    names = {short_name(guide).lower() for guide in chosen}
    near = [guide for guide in near if short_name(guide).lower() not in names]
    return near, _sections(near, like, library)


def _sections(guides: Sequence[Guide], like: Brief, library: Library) -> list[Section]:
    """All sections of guides, whole."""
    return [
        section
        for guide in guides
        for number, stretch in enumerate(outline(library.passages(guide.id)), 1)
        if (section := section_of(stretch, f"{guide.id}-{number}", like, stretch.words + 1, set(), library)) is not None
    ]


def short_name(guide: Guide) -> str:
    """A guide's title without what is said in brackets after it."""
    title = guide.title.split(" (")[0].strip()
    return title or guide.title


def _lesson_brief(brief: QuizBrief) -> Brief:
    return Brief(
        topic=brief.topic, audience="officials", minutes=240, language=brief.language, as_of=brief.as_of,
        level=brief.level, guide_ids=brief.guide_ids,
    )  # fmt: skip


def _drafts(
    sections: Sequence[Section], guides: Sequence[Guide], titles: dict[str, str], brief: QuizBrief
) -> list[Draft]:
    """All drafts, guide by guide of one language; kinds that were not asked for left out."""
    language = {guide.id: guide.language for guide in guides}
    found: list[Draft] = []
    for one in dict.fromkeys(language.values()):
        mine = [section for section in sections if language.get(section.guide_id or "", brief.language) == one]
        material = Material(mine, one, titles)
        for maker in _MAKERS:
            found += maker(material)
    wanted = set(brief.kinds or _ALL)
    if "scenario" in wanted:
        wanted |= {"one_best"}
    return [draft for draft in found if draft.group in wanted]


def _fill(
    rows: list[BlueprintRow], drafts: list[Draft], aims: Sequence[Outcome], chooser: Chooser, brief: QuizBrief
) -> list[BlueprintRow]:
    """Drafts for each row of the plan; what a row lacks is filled from other outcomes, then other levels."""
    per_section: Counter[str] = Counter()
    per_kind: Counter[str] = Counter()
    turns = kind_turns(tuple(set(brief.kinds) - {"scenario"} or _ALL))
    number = 0
    free = False

    def best(fits: list[Draft]) -> bool:
        nonlocal number
        kind = turns[number % len(turns)]
        number += 1
        room = (
            fits
            if free
            else [d for d in fits if per_kind[d.group] < max(1, _SHARE.get(d.group, 1.0) * brief.items) or brief.kinds]
        )
        for draft in sorted(room, key=lambda d: (d.group != kind, d.last, per_section[d.section.id], _spread(d))):
            if chooser.take(draft) is not None:
                per_section[draft.section.id] += 1
                per_kind[draft.group] += 1
                return True
        return False

    for row in rows:
        home = next((set(aim.section_ids) for aim in aims if aim.id == row.outcome_id), set())
        for _ in range(row.wanted):
            fits = [d for d in drafts if d.bloom == row.bloom and d.section.id in home]
            if not best(fits):
                best([d for d in drafts if d.bloom == row.bloom])
    while len(chooser.taken) < brief.items and best(drafts):
        pass
    free = True  # rather more of one kind than fewer items
    while len(chooser.taken) < brief.items and best(drafts):
        pass
    return rows


def _spread(draft: Draft) -> str:
    """An order that neither the guide nor the maker decides, the same on every run."""
    return hashlib.sha256(draft.stem.encode()).hexdigest()


def _numbered(
    chooser: Chooser, aims: Sequence[Outcome], brief: QuizBrief, sections: Sequence[Section], titles: dict[str, str]
) -> tuple[Item, ...]:
    """Items in the guides' order with ids, outcomes and codes; scenarios put together when they were asked for."""
    order = {section.id: place for place, section in enumerate(sections)}
    taken = sorted(chooser.taken, key=lambda pair: order[pair[0].section.id])
    made: list[Item] = []
    linked = _linked(taken) if "scenario" in brief.kinds else []
    inside = {id(item) for group in linked for _, item in group}
    for group in linked:
        number = len(made) + 1
        inner = tuple(_named(d, i, f"q{number}{'abc'[n]}", aims, brief) for n, (d, i) in enumerate(group))
        section = group[0][0].section
        stem = say(
            "quiz.stem.scenario", group[0][0].language, guide=f"“{titles.get(section.guide_id or '', brief.topic)}”"
        )
        first = inner[0]
        made.append(
            Scenario(
                id=f"q{number}", stem=stem, rationale=first.rationale, bloom="apply", difficulty="medium",
                fact=first.fact, outcome_id=first.outcome_id, tags=first.tags, items=inner,
            )
        )  # fmt: skip
    for draft, item in taken:
        if id(item) not in inside:
            made.append(_named(draft, item, f"q{len(made) + 1}", aims, brief))
    return tuple(made)


def _linked(taken: Sequence[tuple[Draft, SimpleItem]]) -> list[list[tuple[Draft, SimpleItem]]]:
    """Items of one guide that a learner meets in one piece of work: cases and steps first, two or three together."""
    groups: dict[str, list[tuple[Draft, SimpleItem]]] = {}
    for draft, item in taken:
        if draft.group == "one_best" and draft.bloom in ("apply", "remember"):
            groups.setdefault(draft.section.guide_id or "", []).append((draft, item))
    return [
        members[at : at + _LINKED]
        for members in groups.values()
        for at in range(0, len(members) - 1, _LINKED)
        if len(members[at : at + _LINKED]) >= 2
    ]


def _named(draft: Draft, item: SimpleItem, name: str, aims: Sequence[Outcome], brief: QuizBrief) -> SimpleItem:
    outcome = next((aim.id for aim in aims if draft.section.id in aim.section_ids), None)
    text = " ".join(claim.text for claim in draft.claims)
    tags = codes(draft.section.title, text, brief.level) or next(
        (aim.frameworks for aim in aims if aim.id == outcome), ()
    )
    return item.model_copy(update={"id": name, "outcome_id": outcome, "tags": tags})


def _filled(rows: Sequence[BlueprintRow], items: Sequence[Item]) -> tuple[BlueprintRow, ...]:
    """The plan with the items that came to stand in each of its rows; rows nobody planned are added."""
    simple = [i for item in items for i in (item.items if isinstance(item, Scenario) else (item,))]
    have: dict[tuple[str, str], list[str]] = {}
    for item in simple:
        have.setdefault((item.outcome_id or "", item.bloom), []).append(item.id)
    known = {(row.outcome_id, row.bloom) for row in rows}
    more = [
        BlueprintRow.model_validate({"outcome_id": o, "bloom": b, "wanted": 0}) for o, b in have if (o, b) not in known
    ]
    return tuple(
        row.model_copy(update={"item_ids": tuple(have.get((row.outcome_id, row.bloom), ()))}) for row in (*rows, *more)
    )


def _coverage(
    sections: Sequence[Section], items: Sequence[Item], guides: Sequence[Guide], library: Library, brief: QuizBrief
) -> tuple[Coverage, ...]:
    """Every section of the guides, with the items whose words stand in it."""
    rows: list[Coverage] = []
    for guide in guides:
        for stretch in outline(library.passages(guide.id)):
            inside = tuple(
                item.id
                for item in items
                if any(
                    c.guide_id == guide.id and c.address.starts_with(stretch.address)
                    for claim in item.claims()
                    for c in claim.citations
                )
            )
            rows.append(
                Coverage(guide_id=guide.id, address=stretch.address, title=stretch.title.strip(), item_ids=inside)
            )
    return tuple(rows)


def _cap(text: str) -> str:
    text = " ".join(text.split()).strip(" .?!")
    return text[:1].upper() + text[1:]
