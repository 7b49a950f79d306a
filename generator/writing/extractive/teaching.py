"""What the author says himself: outcomes, session plan, practice task. Words come from the catalogue `lesson`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.domain.ledger import Claim
from generator.domain.lesson import Bloom, Brief, Outcome, Phase, PlanStep, Practice, Section
from generator.messages import lookup
from generator.writing.extractive import facts
from generator.writing.extractive.audience import CHECK, CLOSE, OPEN, shape
from generator.writing.frameworks import codes

_BLOOM: dict[str, Bloom] = {
    "steps": "apply",
    "mistakes": "analyse",
    "forbidden": "analyse",
    "table": "analyse",
    "quantity": "remember",
    "definition": "understand",
    "list": "remember",
    "text": "understand",
}
_FORBIDDEN = ("không được ", "nghiêm cấm", "never ", "must not ", "कभी नहीं", "वर्जित")
_NO = ("không ", "never ", "do not ", "no ")  # how an item of a list of prohibitions begins


class Words:
    """Sentences of the catalogue for one language and audience, variants used in turn."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._turn: dict[str, int] = {}

    def say(self, key: str, **details: Any) -> str:
        """The next variant under `lesson.key`, its placeholders filled, {you} and {they} by audience."""
        found = lookup(f"lesson.{key}", self._brief.language)
        if isinstance(found, dict):
            found = found.get(self._brief.audience, found.get("other"))
        if isinstance(found, list):
            turn = self._turn.get(key, 0)
            self._turn[key] = turn + 1
            found = found[turn % len(found)]
        people = lookup(f"lesson.people.{self._brief.audience}", self._brief.language)
        text: str = found.format(**people, **details)
        return text[:1].upper() + text[1:]


def flow(title: str) -> str:
    """A heading as it stands inside a sentence: lower case, unless it begins with a name or an abbreviation."""
    first, _, rest = title.partition(" ")
    if len(first) < 2 or first.isupper() or any(ch.isupper() or ch.isdigit() for ch in first[1:]):
        return title
    names = rest[:1].isupper() and len(title.split()) <= 4
    return title if names else title[:1].lower() + title[1:]


def nature(section: Section, language: str) -> str:
    """What kind of teaching a section calls for."""
    kinds = [block.kind for block in section.blocks]
    claims = [claim.text.lower() for claim in facts.claims_of(section)]
    if facts.mistakes(section):
        return "mistakes"
    if "steps" in kinds or len(facts.step_headings(section)) >= 2:
        return "steps"
    refused = sum(text.startswith(_NO) or any(word in text for word in _FORBIDDEN) for text in claims)
    if refused >= 2:
        return "forbidden"
    if "table" in kinds:
        return "table"
    if next(facts.definitions(section, language), None) is not None:
        return "definition"
    if next(facts.quantities(section, language), None) is not None:
        return "quantity"
    return "list" if "bullets" in kinds else "text"


def outcomes(sections: Sequence[Section], brief: Brief, words: Words) -> tuple[Outcome, ...]:
    """An outcome for each of the first five sections; two when there is only one section."""
    made: list[Outcome] = []
    for section in sections[:5]:
        kind = nature(section, section_language(section, brief))
        text = words.say(f"outcome.{kind}", title=section.title)
        body = " ".join(claim.text for claim in facts.claims_of(section))
        made.append(
            Outcome(
                id=f"o{len(made) + 1}",
                text=text,
                bloom=_BLOOM[kind],
                frameworks=codes(f"{brief.topic} {section.title}", body, brief.level),
                section_ids=(section.id,),
            )
        )
    if len(made) < 2:
        text = words.say("outcome.locate", title=sections[0].title)
        made.append(Outcome(id="o2", text=text, bloom="apply", section_ids=(sections[0].id,)))
    return tuple(made)


def section_language(section: Section, brief: Brief) -> str:
    """The language of a section's words: the brief's, unless its letters say otherwise."""
    text = " ".join(claim.text for claim in facts.claims_of(section))[:400]
    if any("\u0900" <= ch <= "\u097f" for ch in text):
        return "hi"
    marked = sum(ch in "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ" for ch in text.lower())
    return "vi" if marked > 5 else brief.language if brief.language != "vi" else "en"


def plan(
    sections: Sequence[Section], brief: Brief, words: Words, practice: Practice, asked: int
) -> tuple[PlanStep, ...]:
    """Rows whose minutes add up to the brief's."""
    minutes = brief.minutes
    opening, checking = max(1, round(minutes * OPEN)), max(2, round(minutes * CHECK))
    closing, doing = max(1, round(minutes * CLOSE)), max(3, round(minutes * shape(brief).practice))
    rest = minutes - opening - checking - closing - doing
    shares = _shares(rest, [max(30, _size(section)) for section in sections])
    rows = [_row("open", opening, words, topic=flow(brief.topic), count=len(sections))]
    for section, share in zip(sections, shares, strict=True):
        kind = nature(section, section_language(section, brief))
        first = next((claim.text for claim in facts.claims_of(section)), section.title)
        rows.append(
            PlanStep(
                phase="content",
                minutes=share,
                title=section.title,
                trainer=words.say(f"plan.{kind}.trainer", title=section.title, first=_short(first)),
                learners=words.say(f"plan.{kind}.learners", title=section.title),
                materials=words.say(f"plan.{kind}.materials"),
                section_ids=(section.id,),
            )
        )
    rows.append(_row("practice", doing, words, title=practice.title))
    rows.append(_row("check", checking, words, count=asked))
    rows.append(_row("close", closing, words, topic=flow(brief.topic)))
    return tuple(rows)


def check_step(brief: Brief, minutes: int, count: int) -> PlanStep:
    """The row in which that many questions are asked."""
    return _row("check", minutes, Words(brief), count=count)


def _row(phase: Phase, minutes: int, words: Words, **details: Any) -> PlanStep:
    return PlanStep(
        phase=phase,
        minutes=minutes,
        title=words.say(f"plan.{phase}.title", **details),
        trainer=words.say(f"plan.{phase}.trainer", **details),
        learners=words.say(f"plan.{phase}.learners", **details),
        materials=words.say(f"plan.{phase}.materials", **details),
    )


def _size(section: Section) -> int:
    return sum(len(claim.text.split()) for claim in facts.claims_of(section)) + 20 * sum(
        len(block.rows) for block in section.blocks
    )


def _short(text: str) -> str:
    """The beginning of a sentence to remind the trainer of it: whole when short, else its first clause."""
    pieces = text.rstrip(" .:;").split(", ")
    whole = ", ".join(pieces)
    return whole if len(whole.split()) <= 26 else " ".join(whole.split()[:16]) + "…"


def _shares(total: int, sizes: list[int]) -> list[int]:
    """Whole minutes in proportion to sizes, at least one each, that add up to the total."""
    spare = max(0, total - len(sizes))
    exact = [spare * size / sum(sizes) for size in sizes]
    shares = [1 + int(value) for value in exact]
    order = sorted(range(len(sizes)), key=lambda i: (int(exact[i]) - exact[i], i))
    for place in order[: total - sum(shares)]:
        shares[place] += 1
    return shares


def practice(sections: Sequence[Section], brief: Brief, words: Words) -> Practice:
    """A task on the section that lends itself most: steps to carry out, cases to sort, else a search for addresses."""
    natures = {section.id: nature(section, section_language(section, brief)) for section in sections}
    wanted = ("steps", "forbidden", "list", "table", "definition", "quantity", "text", "mistakes")
    section = min(sections, key=lambda s: (wanted.index(natures[s.id]), sections.index(s)))
    kind = {"steps": "steps", "forbidden": "sort"}.get(natures[section.id], "find")
    title = section.title
    steps = lookup(f"lesson.practice.{kind}.steps", brief.language)
    people = lookup(f"lesson.people.{brief.audience}", brief.language)
    return Practice(
        title=words.say(f"practice.{kind}.title", title=title),
        situation=f"{words.say('practice.situation')} {words.say(f'practice.{kind}.task', title=title)}",
        steps=tuple(
            step.format(title=title, **people)[:1].upper() + step.format(title=title, **people)[1:] for step in steps
        ),
        expected=_expected(section),
        materials=words.say(f"practice.{kind}.materials", title=title),
    )


def _expected(section: Section) -> tuple[Claim, ...]:
    steps = [claim for block in section.blocks if block.kind == "steps" for claim in block.claims]
    items = [claim for block in section.blocks if block.kind == "bullets" for claim in block.claims]
    found = steps or list(facts.step_headings(section)) or items or list(facts.claims_of(section))
    return tuple(claim for claim in found if not claim.text.endswith(":"))[:6]
