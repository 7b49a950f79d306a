"""Make and mark drills: "find the planted error".

An answer is put together from the words of guides (or of a lesson that cites them), and up to three sentences get an
error that their own source convicts. Every sixth answer or so has none. The same seed makes the same drill.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from random import Random
from typing import NamedTuple

from generator.checks.planting import PLANT_KINDS, Planted, PlantKind, plant
from generator.domain.base import Language, digest
from generator.domain.drill import Drill, DrillResult, Error, Evidence, Statement, Verdict
from generator.domain.guide import Guide
from generator.domain.ledger import cite
from generator.domain.lesson import Lesson
from generator.domain.passage import Passage
from generator.domain.printing import print_citation
from generator.domain.sentences import sentence_spans
from generator.errors import NothingRelevant

LENGTH = 7  # sentences of an answer: a screen of text
LEAST = 4
_ERRORS = (0, 1, 1, 2, 2, 3)
_READABLE = range(30, 261)  # characters of a sentence
# Sections whose sentences are true only as examples, and lists of sources.
_APART = re.compile(
    r"ví dụ|tình huống|lỗi|sai lầm|nguồn|căn cứ|example|case|scenario|mistakes|pitfalls|sources|references"
    r"|उदाहरण|गलतियाँ|अभ्यास|स्रोत",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:[-+*•]|\d{1,2}[.)]|[a-zđ]\))\s+")


class Grounded(NamedTuple):
    """A sentence that a guide carries, with the words that carry it."""

    text: str
    evidence: Evidence


def from_passages(passages: Sequence[Passage], guides: Mapping[str, Guide]) -> Iterator[Grounded]:
    """Sentences that can stand alone, in the guides' order."""
    for passage in passages:
        guide = guides[passage.guide_id]
        if any(_APART.search(part.title) for part in passage.address.parts):
            continue
        for unit in passage.units:
            if unit.kind not in ("paragraph", "item"):
                continue
            words = passage.text[unit.start : unit.end]
            for start, end in sentence_spans(words):
                text = _LABEL.sub("", words[start:end])
                if _stands_alone(text):
                    citation = cite(passage, unit.start + end - len(text), unit.start + end)
                    address = print_citation(citation, guide, guide.language)
                    yield Grounded(text, Evidence(quote=citation.quote, address=address))


def from_lesson(lesson: Lesson) -> Iterator[Grounded]:
    """The sentences of a lesson that its guides carry."""
    guides = {record.guide.id: record.guide for record in lesson.sources}
    seen: set[str] = set()
    for place, claim in lesson.claims():
        fit = place.startswith("section:") and claim.status in ("quoted", "supported") and claim.citations
        if fit and claim.text not in seen and _stands_alone(claim.text):
            seen.add(claim.text)
            citation = claim.citations[0]
            address = print_citation(citation, guides[citation.guide_id], lesson.brief.language)
            yield Grounded(claim.text, Evidence(quote=citation.quote, address=address))


def _stands_alone(text: str) -> bool:
    """A whole statement: begins like one, ends like one, and points at nothing outside itself."""
    if len(text) not in _READABLE or not (text[0].isupper() or "\u0900" <= text[0] <= "\u097f") or "|" in text:
        return False
    if text.count('"') % 2 or text.count("“") != text.count("”") or text.count("(") != text.count(")"):
        return False
    return text[-1] in ".।" and len(text.split()) >= 6 and _POINTS.search(text) is None


_POINTS = re.compile(
    r"\b(?:dưới đây|sau đây|trên đây|nêu trên|bảng|ví dụ|below|above|following|table|example)\b|तालिका|निम्न|नीचे|उदाहरण",
    re.IGNORECASE,
)


def make_drill(
    topic: str,
    sentences: Sequence[Grounded],
    language: Language,
    *,
    seed: int,
    now: datetime,
    practised: Mapping[str, int] | None = None,
    errors: int | None = None,
) -> Drill:
    """An answer on a topic from those sentences.

    `practised` counts the kinds a learner met before: rarer kinds come first, so that all are met. `errors` fixes
    their number. Raises NothingRelevant when fewer than four sentences can be used.
    """
    rng = Random(seed)
    # a run of neighbours reads as one answer
    pool = list(dict.fromkeys(sentences))
    if len(pool) < LEAST:
        raise NothingRelevant(topic=topic)
    wanted = rng.choice(_ERRORS) if errors is None else errors
    kinds = sorted(PLANT_KINDS, key=lambda kind: ((practised or {}).get(kind, 0), rng.random()))
    planted = _plant(pool, kinds, wanted, language, rng)
    chosen = _choose(pool, set(planted), rng)
    lines = [(pool[k], planted.get(k)) for k in chosen]
    lines = _with_steps(lines, planted, language, rng)
    statements = tuple(
        Statement(number=n, text=error.text if error else line.text) for n, (line, error) in enumerate(lines, 1)
    )
    return Drill(
        id="d-" + digest(topic, str(seed), *(statement.text for statement in statements), now.isoformat(), length=10),
        language=language,
        topic=topic,
        seed=seed,
        statements=statements,
        evidence=tuple(line.evidence for line, _ in lines),
        errors=tuple(
            Error(number=n, kind=error.kind, was=error.was, now=error.now)
            for n, (_, error) in enumerate(lines, 1)
            if error is not None
        ),
        started_at=now,
    )


_STEP = -1  # the place of an invented step, which changes no sentence


def _plant(
    pool: Sequence[Grounded], kinds: Sequence[PlantKind], wanted: int, language: Language, rng: Random
) -> dict[int, Planted]:
    """Errors by the place of their sentence: kinds in their order, each where it finds a hold."""
    material = " ".join(line.evidence.quote for line in pool)
    planted: dict[int, Planted] = {}
    for kind in [*kinds, *kinds]:
        if len(planted) >= wanted:
            break
        if kind == "step":
            step = (
                plant("", "", "step", language=language, rng=rng, material=material) if _STEP not in planted else None
            )
            if step is not None:
                planted[_STEP] = step
            continue
        for place in rng.sample(range(len(pool)), len(pool)):
            if place in planted:
                continue
            line = pool[place]
            error = plant(line.text, line.evidence.quote, kind, language=language, rng=rng, material=material)
            if error is not None:
                planted[place] = error
                break
    return planted


def _choose(pool: Sequence[Grounded], planted: Collection[int], rng: Random) -> list[int]:
    """The sentences with errors and, around them, true ones, in the guide's order."""
    chosen = {place for place in planted if place != _STEP}
    anchors = sorted(chosen) or [rng.randrange(len(pool))]
    near = sorted(range(len(pool)), key=lambda place: (min(abs(place - anchor) for anchor in anchors), place))
    for place in near:
        if len(chosen) >= LENGTH:
            break
        chosen.add(place)
    return sorted(chosen)


def _with_steps(
    lines: list[tuple[Grounded, Planted | None]], planted: Mapping[int, Planted], language: Language, rng: Random
) -> list[tuple[Grounded, Planted | None]]:
    """The invented step between two true sentences; its evidence is what the guide says just before it."""
    step = planted.get(_STEP)
    if step is None:
        return lines
    at = rng.randrange(1, len(lines))
    return [*lines[:at], (lines[at - 1][0], step), *lines[at:]]


def mark_drill(drill: Drill, marked: Collection[int], *, now: datetime) -> DrillResult:
    """Compare the learner's marks (numbers of sentences) with the key."""
    errors = {error.number: error for error in drill.errors}
    verdicts = []
    for statement, evidence in zip(drill.statements, drill.evidence, strict=True):
        error, said = errors.get(statement.number), statement.number in marked
        outcome = ("found" if said else "missed") if error else ("false_alarm" if said else "right")
        verdicts.append(
            Verdict(
                number=statement.number,
                text=statement.text,
                outcome=outcome,
                kind=error.kind if error else "",
                was=error.was if error else "",
                now=error.now if error else "",
                evidence=evidence,
            )
        )
    count = {name: sum(verdict.outcome == name for verdict in verdicts) for name in ("found", "missed", "false_alarm")}
    whole, got = (len(errors), count["found"]) if errors else (1, 1)
    return DrillResult(
        drill_id=drill.id,
        found=count["found"],
        missed=count["missed"],
        false_alarms=count["false_alarm"],
        score=round(100 * got / (whole + count["false_alarm"])),
        verdicts=tuple(verdicts),
        at=now,
    )
