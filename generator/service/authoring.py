"""Drafts by a language model, held against the guides before anyone sees them.

The work is always drafted without a model first; the model's text takes the place of a part when it came and when the
guides carry some of it. So every failure leaves a usable draft, and the record says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from generator import __version__
from generator.checks.injection import signals
from generator.checks.output import check_output
from generator.checks.secrecy import secrecy
from generator.domain.answer import Answer
from generator.domain.base import Language, digest
from generator.domain.ledger import Claim, GenerationRecord, PromptRecord, SourceRecord
from generator.domain.lesson import Block, BlockKind, Lesson, Section
from generator.domain.passage import Passage
from generator.domain.ports import Hit
from generator.domain.printing import guide_name, print_passage
from generator.domain.quiz import OneBest, Option, Quiz, SimpleItem
from generator.errors import AnswerUseless, ModelError, SecretText, ServerFailed
from generator.grounding.support import judge
from generator.messages import say
from generator.writing.model.asking import NEVER, Meter
from generator.writing.model.schemas import DraftItem, DraftSentence, Feedback
from generator.writing.model.writer import ModelWriter, Source

if TYPE_CHECKING:
    from generator.search.ports import Embedder
    from generator.service.gate import Gate
    from generator.storage.store import Store

Progress = Callable[[str, int, int], None]
_APART = "\n\u241e\n"  # between texts that pass the gate together, so that a person keeps one stand-in in all of them
_WORDS = range(60, 351)  # words asked of a section
_BLOCKS: dict[str, BlockKind] = {"paragraph": "paragraph", "bullet": "bullets", "step": "steps"}


@dataclass
class Judged:
    """The sentences as claims with the kind of block each stands in; `struck` were not let through at all."""

    claims: list[tuple[str, Claim]] = field(default_factory=list)
    struck: int = 0

    @property
    def carried(self) -> list[Claim]:
        """Claims that the guides carry."""
        return [claim for _, claim in self.claims if claim.status in ("quoted", "supported")]


class Authoring:
    """Works and answers in a model's words."""

    def __init__(self, store: Store, gate: Gate, writer: ModelWriter, embedder: Embedder | None) -> None:
        self._store = store
        self._gate = gate
        self._writer = writer
        self._embedder = embedder

    # -- a lesson ----------------------------------------------------------------------------------------------------

    def lesson(
        self,
        skeleton: Lesson,
        hits: Sequence[Hit],
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = NEVER,
    ) -> Lesson:
        """The lesson with the model's words in its sections, one after another; all else stays as it was drafted.
        Raises Cancelled."""
        meter = Meter()
        language = skeleton.brief.language
        made: list[Section] = []
        failed: dict[str, str] = {}  # section → why
        struck = 0
        server: ServerFailed | SecretText | None = None
        for number, section in enumerate(skeleton.sections):
            if progress is not None:
                progress("writing", number, len(skeleton.sections))
            written = None
            if server is None:
                try:
                    written, gone = self._section(skeleton, section, hits, meter, cancelled)
                    struck += gone
                    if written is None:
                        failed[section.id] = say("model.none_carried", language)
                except (ServerFailed, SecretText) as error:
                    server = error
                except AnswerUseless as error:
                    failed[section.id] = error.sentence(language)
            if server is not None:
                failed[section.id] = server.sentence(language)
            made.append(written or section)
        if progress is not None:
            progress("writing", len(skeleton.sections), len(skeleton.sections))
        return self._finish(skeleton, tuple(made), failed, struck, meter)

    def _section(
        self, lesson: Lesson, section: Section, hits: Sequence[Hit], meter: Meter, cancelled: Callable[[], bool]
    ) -> tuple[Section | None, int]:
        """The section written anew, None when the guides carry nothing of it; and how many sentences were struck."""
        brief = lesson.brief
        ids = dict.fromkeys(c.passage_id for b in section.blocks for claim in _all(b) for c in claim.citations)
        own = self._usable(self._store.passages_by_id(list(ids)))
        own.sort(key=lambda passage: list(ids).index(passage.id))
        others = self._usable([hit.passage for hit in hits if hit.passage.language == brief.language])
        evidence = self._writer.evidence(own, others)
        if not evidence:
            return None, 0
        words = sum(len(claim.text.split()) for block in section.blocks for claim in _all(block))
        sources, (topic, title), restore = self._outgoing(evidence, (brief.topic, section.title), brief.language)
        drafted = self._writer.section(
            brief, topic, title, sources, min(max(words, _WORDS.start), _WORDS.stop - 1), meter, cancelled
        )
        labelled = {source.label: passage for source, (passage, _) in zip(sources, evidence, strict=True)}
        judged = self._judge(drafted, labelled, restore, brief.language, "lesson-section")
        if not judged.carried:
            return None, judged.struck
        return section.model_copy(update={"blocks": _blocks(judged)}), judged.struck

    def _finish(
        self, skeleton: Lesson, sections: tuple[Section, ...], failed: Mapping[str, str], struck: int, meter: Meter
    ) -> Lesson:
        language = skeleton.brief.language
        reason = _reason(skeleton, failed, language)
        lesson = skeleton.model_copy(update={"sections": sections})
        known = {record.guide.id for record in lesson.sources}
        cited = dict.fromkeys(c.guide_id for _, claim in lesson.claims() for c in claim.citations)
        more = [self._store.guide(guide_id) for guide_id in cited if guide_id not in known]
        as_of = skeleton.brief.as_of
        sources = (*lesson.sources, *(SourceRecord(guide=g, validity=g.validity(as_of), as_of=as_of) for g in more))
        all_failed = len(failed) == len(sections)
        if all_failed:
            notice = [skeleton.notice, reason]
        else:
            bare = sum(claim.status == "unsupported" for _, claim in lesson.claims())
            names = "; ".join(f"“{guide_name(record.guide)}”" for record in sources)
            notice = [
                say("model.notice", language, model=self._writer.model, guides=names),
                say("model.notice_bare", language, count=bare) if bare else "",
                say("model.notice_struck", language, count=struck) if struck else "",
                reason,
            ]
        return lesson.model_copy(
            update={
                "sources": sources,
                "notice": " ".join(part for part in notice if part),
                "generation": self._record("extractive" if all_failed else "model", meter, reason or None),
            }
        )

    # -- a quiz ------------------------------------------------------------------------------------------------------

    def quiz(
        self, drafted: Quiz, flaws: Callable[[SimpleItem], Sequence[str]], *, cancelled: Callable[[], bool] = NEVER
    ) -> Quiz:
        """The quiz with the model's questions in the place of its multiple-choice ones, each in the place of one that
        leans on the same passage; only those whose reason the guides carry and in which `flaws` finds nothing. Raises
        Cancelled."""
        meter, language = Meter(), drafted.brief.language
        places = [n for n, item in enumerate(drafted.items) if isinstance(item, OneBest) and item.citations]
        if not places:
            return drafted
        ids = list(dict.fromkeys(drafted.items[n].citations[0].passage_id for n in places))
        passages = sorted(self._store.passages_by_id(ids), key=lambda passage: ids.index(passage.id))
        items, reason = list(drafted.items), ""
        try:
            evidence = self._writer.evidence(self._usable(passages), ())
            sources, (topic,), restore = self._outgoing(evidence, (drafted.brief.topic,), language)
            written = self._writer.items(topic, len(places), language, sources, meter, cancelled)
            labelled = {source.label: passage for source, (passage, _) in zip(sources, evidence, strict=True)}
            for draft in written:
                judged = self._judge([draft.reason], labelled, restore, language, "quiz-items")
                for place in places:
                    old = items[place]
                    made = _one_best(draft, judged, old, restore) if isinstance(old, OneBest) else None
                    words = "\n".join((draft.stem, draft.right, *draft.wrong))
                    if made and not flaws(made) and not self._brings_in(words, list(labelled.values()), language):
                        items[place] = made
                        places.remove(place)
                        break
            if items == list(drafted.items):
                reason = say("model.none_carried", language)
        except (ModelError, SecretText) as error:
            reason = error.sentence(language)
        changed = sum(one is not other for one, other in zip(items, drafted.items, strict=True))
        notice = say("model.quiz_notice", language, count=changed, model=self._writer.model) if changed else reason
        return drafted.model_copy(
            update={
                "items": tuple(items),
                "notice": f"{drafted.notice} {notice}",
                "generation": self._record("model" if changed else "extractive", meter, reason or None),
            }
        )

    def _brings_in(self, words: str, passages: Sequence[Passage], language: Language) -> bool:
        """Whether words of the model carry something that no draft may: see `checks.output` and `checks.injection`."""
        return bool(check_output(words, [passage.text for passage in passages], language) or signals(words))

    # -- an answer, advice -------------------------------------------------------------------------------------------

    def answer(self, answer: Answer, *, cancelled: Callable[[], bool] = NEVER) -> Answer:
        """The answer in the model's words, each sentence carried by the quotes' passages or struck; the quotes as they
        were when nothing is left or the model fails. A refusal stays one, and nothing leaves for it."""
        if not answer.answered:
            return answer
        meter = Meter()
        ids = list(dict.fromkeys(c.passage_id for claim in answer.claims for c in claim.citations))
        quoted = sorted(self._store.passages_by_id(ids), key=lambda passage: ids.index(passage.id))
        evidence = self._writer.evidence(self._usable(quoted), ())
        struck = 0
        try:
            sources, (question,), restore = self._outgoing(evidence, (answer.asked,), answer.language)
            drafted = self._writer.answer(question, answer.language, sources, meter, cancelled)
            labelled = {source.label: passage for source, (passage, _) in zip(sources, evidence, strict=True)}
            judged = self._judge(drafted, labelled, restore, answer.language, "answer")
            struck = len(judged.claims) - len(judged.carried) + judged.struck
            if judged.carried:
                record = self._record("model", meter, None)
                return answer.model_copy(
                    update={"claims": tuple(judged.carried), "struck": struck, "generation": record}
                )
            reason = say("model.none_carried", answer.language)
        except (ModelError, SecretText) as error:
            reason = error.sentence(answer.language)
        return answer.model_copy(update={"struck": struck, "generation": self._record("extractive", meter, reason)})

    def feedback(self, prompt: str, language: Language, *, cancelled: Callable[[], bool] = NEVER) -> Feedback:
        """A model's advice on a prompt, beside the score and never in its place. Raises SecretText, ModelError."""
        outgoing, mapping = self._gate.outgoing(prompt, language)
        told = self._writer.feedback(outgoing, language, Meter(), cancelled)
        internal = [self._writer.instructions("prompt-feedback")]
        good, *advice = [
            "" if check_output(text, [prompt], language, internal=internal) else self._gate.restore(text, mapping)
            for text in (told.good, *told.advice)
        ]
        return Feedback(good=good, advice=tuple(text for text in advice if text))

    # -- shared ------------------------------------------------------------------------------------------------------

    def _usable(self, passages: Sequence[Passage]) -> list[Passage]:
        """Those that may leave: no mark of secrecy, and no orders to the assistant unless a person released them."""
        kept = []
        for passage in passages:
            if secrecy(passage.text).level is not None:
                continue
            if signals(passage.text):
                held = {h.passage_id: h for h in self._store.quarantined(passage.guide_id)}
                if passage.id not in held or held[passage.id].released_at is None:
                    continue
            kept.append(passage)
        return kept

    def _outgoing(
        self, evidence: Sequence[tuple[Passage, str]], said: Sequence[str], language: Language
    ) -> tuple[list[Source], list[str], Callable[[str], str]]:
        """Sources and users' words as they may leave, and what brings the true words back. Raises SecretText, and
        AnswerUseless when stand-ins cannot be kept apart."""
        texts = [text.replace(_APART.strip(), " ") for text in (*said, *(text for _, text in evidence))]
        masked, mapping = self._gate.outgoing(_APART.join(texts), language)
        parts = masked.split(_APART)
        if len(parts) != len(texts):
            raise AnswerUseless(key="masking")
        guides = {passage.guide_id: self._store.guide(passage.guide_id) for passage, _ in evidence}
        sources = [
            Source(f"P{number}", text, print_passage(passage, guides[passage.guide_id], language))
            for number, ((passage, _), text) in enumerate(zip(evidence, parts[len(said) :], strict=True), 1)
        ]
        return sources, parts[: len(said)], lambda text: self._gate.restore(text, mapping)

    def _judge(
        self,
        drafted: Sequence[DraftSentence],
        labelled: Mapping[str, Passage],
        restore: Callable[[str], str],
        language: Language,
        prompt: str,
    ) -> Judged:
        """Every sentence held against the passages it names, or against all where it names none."""
        judged = Judged()
        sources = [passage.text for passage in labelled.values()]
        internal = [self._writer.instructions(prompt)]
        for sentence in drafted:
            text = restore(sentence.text)
            if check_output(text, sources, language, internal=internal) or signals(text):
                judged.struck += 1
                continue
            named = [labelled[label] for label in sentence.labels if label in labelled]
            if sentence.labels and not named:
                reason = say("model.invented", language, labels=", ".join(sentence.labels))
                claim = Claim(text=text, status="unsupported", reason=reason)
            else:
                pool = named or list(labelled.values())
                asked = Claim(text=text, status="unsupported")
                claim = judge([asked], pool, language, self._embedder)[0]
            judged.claims.append((sentence.kind, claim))
        return judged

    def _record(self, author: str, meter: Meter, reason: str | None) -> GenerationRecord:
        prompts: dict[str, PromptRecord] = {record.sha256: record for record in meter.prompts}
        return GenerationRecord(
            author="model" if author == "model" else "extractive",
            software=f"soan {__version__}",
            created_at=datetime.now(UTC),
            model=self._writer.model,
            prompts=tuple(prompts.values()),
            fallback_reason=reason,
            usage=meter.usage(),
        )


def _all(block: Block) -> tuple[Claim, ...]:
    return (*block.header, *block.claims, *(cell for row in block.rows for cell in row))


def _blocks(judged: Judged) -> tuple[Block, ...]:
    """Neighbours of one kind in one block."""
    groups: list[tuple[str, list[Claim]]] = []
    for kind, claim in judged.claims:
        if not groups or groups[-1][0] != kind:
            groups.append((kind, []))
        groups[-1][1].append(claim)
    return tuple(
        Block(
            kind=_BLOCKS[kind],
            claims=tuple(claims),
            labels=()
            if kind == "paragraph"
            else tuple(f"{n}." if kind == "step" else "" for n in range(1, len(claims) + 1)),
        )
        for kind, claims in groups
    )


def _one_best(draft: DraftItem, judged: Judged, old: OneBest, restore: Callable[[str], str]) -> OneBest | None:
    """The model's question in the place of one on the same passage; None when that passage does not carry it."""
    here = {citation.passage_id for citation in old.citations}
    carried = [claim for claim in judged.carried if here & {c.passage_id for c in claim.citations}]
    if not carried:
        return None
    options = [Option(text=restore(draft.right), correct=True)]
    options += [Option(text=restore(text), correct=False) for text in draft.wrong]
    figures = [re.search(r"\d+", option.text) for option in options]
    if all(figures):  # numbers stand in their order
        options.sort(key=lambda option: int(re.findall(r"\d+", option.text)[0]))
    else:  # the right one stands anywhere
        options.sort(key=lambda option: digest(old.id, option.text))
    rationale = carried[0]
    update = {
        "stem": restore(draft.stem),
        "options": tuple(options),
        "rationale": rationale,
        "fact": digest(rationale.text),
    }
    return old.model_copy(update=update)


def _reason(lesson: Lesson, failed: Mapping[str, str], language: Language) -> str:
    """Why the author without a model wrote all or some sections; "" when it wrote none."""
    if not failed:
        return ""
    reasons = " ".join(dict.fromkeys(failed.values()))
    if len(failed) == len(lesson.sections):
        return say("model.fallback_all", language, reason=reasons)
    titles = "; ".join(f"“{section.title}”" for section in lesson.sections if section.id in failed)
    return say("model.fallback_some", language, sections=titles, reason=reasons)
