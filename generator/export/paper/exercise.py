"""A document with planted layout mistakes for learners to find, and the key."""

from __future__ import annotations

import random

from generator.domain.base import Value
from generator.domain.paper import Paper
from generator.errors import InputError
from generator.export.paper.mistakes import MISTAKES, Plant
from generator.export.paper.writer import Writer, saved
from generator.messages import say


class Mistake(Value):
    """One planted mistake: the rule it breaks, the box, what stood there, what stands there now, and the rule."""

    rule: str
    box: str
    was: str
    now: str
    sentence: str


def exercise(paper: Paper, count: int, seed: int, language: str = "vi") -> tuple[bytes, list[Mistake]]:
    """The document with `count` mistakes (fewer where the kind has no place for more), the same for the same seed.

    The file carries no ledger: it is wrong on purpose. Raises InputError for a count that is none.
    """
    if not 1 <= count <= len(MISTAKES):
        raise InputError(problem=say("paper.bad.mistakes", language, most=len(MISTAKES)))
    writer = Writer(paper)
    writer.build()
    order = list(MISTAKES)
    random.Random(f"{paper.kind_id}:{seed}").shuffle(order)
    planted: list[Mistake] = []
    groups: set[str] = set()
    for plant in order:
        if len(planted) == count:
            break
        if plant.group and plant.group in groups:
            continue
        change = plant.plant(writer)
        if change is not None:
            groups.add(plant.group)
            planted.append(_mistake(plant, change, language))
    ranks = {plant.rule: rank for rank, plant in enumerate(MISTAKES)}
    return saved(writer.document), sorted(planted, key=lambda mistake: ranks[mistake.rule])


def _mistake(plant: Plant, change: tuple[str, str], language: str) -> Mistake:
    sentence = say(f"paper_rules.mistake.{plant.rule}", language)
    return Mistake(rule=plant.rule, box=plant.box, was=change[0], now=change[1], sentence=sentence)


def key_document(paper: Paper, mistakes: list[Mistake], language: str = "vi") -> bytes:
    """The key as a DOCX for the trainer."""
    from generator.export.paper.look import TEXT_WIDTH, new_document
    from generator.export.paper.pieces import grid, paragraph

    document = new_document()
    paragraph(document, "Trích yếu", say("paper_rules.key.title", language, title=paper.title))
    paragraph(document, "Lời văn", say("paper_rules.key.lead", language, count=len(mistakes)))
    columns = ("number", "box", "now", "was", "rule")
    widths = (600, 700, 2000, 2000, TEXT_WIDTH - 5300)
    rows = [tuple(say(f"paper_rules.key.{name}", language) for name in columns)]
    rows += [(str(n), m.box, m.now, m.was if m.was != m.now else "–", m.sentence) for n, m in enumerate(mistakes, 1)]
    grid(document, rows, widths, header=True)
    return saved(document)
