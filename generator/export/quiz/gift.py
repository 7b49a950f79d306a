"""GIFT, Moodle's text format (moodle question/format/gift/format.php)."""

from __future__ import annotations

import re

from generator.domain.quiz import Completion, Matching, Multiple, Numeric, OneBest, Ordering, Quiz, Short, TrueFalse
from generator.export.quiz.limits import left_out
from generator.export.quiz.plain import (
    Asked,
    answers,
    asked,
    choices,
    feedback,
    note,
    number,
    stem,
    steps,
    text,
    weights,
)

_SPECIAL = re.compile(r"[\\~=#{}:]")


def render(quiz: Quiz) -> bytes:
    """UTF-8 without a byte-order mark, which the importer would take for a part of the first question."""
    head = [f"// {line}" for line in (text(quiz.title), *left_out(quiz, ".gift", quiz.language)) if line]
    head = [line.replace("\n", " ") for line in head]
    questions = [_question(quiz, one) for one in asked(quiz)]
    return ("\n".join(head) + "\n\n" + "\n\n".join(questions) + "\n").encode("utf-8")


def escape(words: str) -> str:
    """Marks of the format escaped, line breaks as `\\n`; an arrow would make a matching item of any answer."""
    marked = _SPECIAL.sub(lambda mark: "\\" + mark.group(), text(words).replace("->", "→"))
    return marked.replace("\n", "\\n")


def _question(quiz: Quiz, one: Asked) -> str:
    lines = _answers(quiz, one)
    said = feedback(quiz, one.item)
    if said:
        lines.append(f"####{escape(said)}")
    body = "\n".join(f"  {line}" for line in lines)
    return f"::{escape(one.item.id)}::[plain]{escape(stem(one, quiz.language))}{{\n{body}\n}}"


def _answers(quiz: Quiz, one: Asked) -> list[str]:
    item = one.item
    if isinstance(item, OneBest):
        return [_option("=" if o.correct else "~", "", o.text, note(quiz, o)) for o in choices(item)]
    if isinstance(item, Multiple):
        marked = zip(item.options, weights(item.options), strict=True)
        return [_option("~", _weight(weight), o.text, note(quiz, o)) for o, weight in marked]
    if isinstance(item, TrueFalse):
        return ["TRUE" if item.answer else "FALSE"]
    if isinstance(item, Matching):
        pairs = [f"={escape(pair.left)} -> {escape(pair.right)}" for pair in item.pairs]
        return pairs + [f"= -> {escape(right)}" for right in item.extra]
    if isinstance(item, Ordering):
        return [f"={escape(step)} -> {place}" for step, place in steps(item)]
    if isinstance(item, Numeric):
        return [f"#{number(item.value)}:{number(item.tolerance)}"]
    assert isinstance(item, Short | Completion)
    return [_option("=", "", answer, "") for answer in answers(item.answers)]


def _weight(value: float) -> str:
    return f"%{value:.5f}".rstrip("0").rstrip(".") + "%"


def _option(mark: str, weight: str, words: str, said: str) -> str:
    shown = escape(words)
    if not weight and shown.startswith("%"):  # else the text would be read as a weight
        weight = "%100%" if mark == "=" else "%0%"
    return f"{mark}{weight}{shown}" + (f"#{escape(said)}" if said else "")
