"""An exercise made from a guide: the guide's own words are the material, the trainer adds the scenario."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from generator.domain.base import digest
from generator.domain.exercise import Exercise, Family, GuideLink, Sample
from generator.domain.guide import Guide
from generator.domain.ledger import Citation, Claim, SourceRecord
from generator.domain.lesson import Level
from generator.domain.passage import Passage
from generator.errors import InputError
from generator.messages import lookup, say
from generator.practice.exercises import made_by_people

MOST_LINES = 12
_QUOTED = ("paragraph", "item", "row")


def from_guide(
    guide: Guide,
    passages: Sequence[Passage],
    *,
    family: Family,
    level: Level,
    title: str,
    scenario: str,
    as_of: date,
    now: datetime,
) -> Exercise:
    """An exercise on those passages. Raises InputError when they hold nothing to quote or the scenario is empty."""
    language = guide.language
    statements = [claim for passage in passages for claim in _quotes(guide, passage)][:MOST_LINES]
    if not statements:
        raise InputError(problem=say("practice.no_material", language))
    if not scenario.strip() or not title.strip():
        raise InputError(problem=say("practice.no_scenario", language))
    words = lookup(f"practice.made.{family}", language)
    place = passages[0].address.parts[-1] if passages[0].address.parts else None
    return Exercise(
        id="x-" + digest(guide.id, family, title, scenario, length=10),
        language=language,
        family=family,
        level=level,
        minutes=12,
        framework="6.2/TC1",
        title=title.strip(),
        scenario=scenario.strip(),
        material="\n".join(claim.text for claim in statements),
        goal=words["goal"],
        hints=tuple(lookup("practice.made.hints", language)),
        carry=(),
        guides=(
            GuideLink(file=guide.file_name, heading=f"{place.label} {place.title}".strip() if place else guide.title),
        ),
        weak=Sample(prompt=words["weak"], comment=say("practice.made.weak_comment", language)),
        middle=Sample(prompt=words["middle"], comment=say("practice.made.middle_comment", language)),
        model=(Sample(prompt=words["model"], comment=say("practice.made.model_comment", language)),),
        statements=tuple(statements),
        sources=(SourceRecord(guide=guide, validity=guide.validity(as_of), as_of=as_of),),
        generation=made_by_people(now),
    )


def _quotes(guide: Guide, passage: Passage) -> list[Claim]:
    """Each paragraph, item and row of the passage; the whole of one that is not taken apart."""
    spans = [(unit.start, unit.end) for unit in passage.units if unit.kind in _QUOTED]
    found = []
    for start, end in spans or [(0, len(passage.text))]:
        quote = passage.text[start:end]
        if not quote.strip():
            continue
        unit = passage.unit_at(start)
        citation = Citation(
            guide_id=guide.id,
            passage_id=passage.id,
            quote=quote,
            start=start,
            end=end,
            address=passage.address_at(start),
            page=unit.page if unit is not None else None,
        )
        found.append(Claim(text=" ".join(quote.split()), status="quoted", citations=(citation,)))
    return found
