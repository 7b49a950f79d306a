"""A question paper typed in a word processor: numbered questions, options A–D, and the key in one of the usual places:
an asterisk before or after an option; the one option in bold, underlined, coloured or highlighted; a line "Đáp án: B"
under the question; or a table or a list of keys at the end ("1. B  2. C", a row of numbers over a row of letters)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from generator.domain.text import nfc
from generator.errors import FileDamaged
from generator.messages import lookup
from generator.reading.questions.build import Collector, Given, Read

_OPTION = re.compile(r"(?:^|(?<=\s))(\*?)\s*([A-H])\s*[.)\]/:]\s*(?=\S)")
_NUMBERED = re.compile(r"^(\d{1,3})\s*[.):/]\s*(.*)$", re.S)
_PAIRED = re.compile(r"(?<!\w)(\d{1,3})\s*[.):\-–=]?\s*([A-H](?:\s*[,+]\s*[A-H])*)(?!\w)")


@dataclass
class _Choice:
    letter: str
    text: str
    starred: bool
    marked: bool


@dataclass
class _Question:
    number: int
    stem: str
    choices: list[_Choice] = field(default_factory=list)
    key: str = ""


@dataclass
class _Line:
    """A paragraph's text, and for each character whether it stands out from plain type."""

    text: str
    marks: list[bool]


def read(data: bytes, language: str) -> Read:
    """The questions. Raises FileDamaged for what is no DOCX."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document: Any = Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise FileDamaged(file="DOCX") from error
    found = Collector(language)
    questions, keys = _gather(found, document)
    for question in questions:
        _add(found, question, keys)
    return found.read


def _lines(paragraph: Any, counter: dict[str, int]) -> Iterator[_Line]:
    """The lines of a paragraph; one numbered by the word processor gets its number, which is not in its text."""
    text, marks = "", []
    for run in paragraph.runs:
        words = nfc(run.text)
        font = run.font
        coloured = font.color is not None and font.color.rgb is not None and str(font.color.rgb) != "000000"
        text += words
        marks += [bool(run.bold or run.underline or font.highlight_color or coloured)] * len(words)
    if not text.strip():
        return
    label = _label(paragraph, counter)
    if label:
        text, marks = label + text, [False] * len(label) + marks
    start = 0
    for piece in text.split("\n"):
        yield _Line(piece, marks[start : start + len(piece)])
        start += len(piece) + 1


def _label(paragraph: Any, counter: dict[str, int]) -> str:
    """The number or letter of an automatic list: level 0 counts questions, a deeper level options."""
    properties = paragraph._p.pPr
    numbering = properties.numPr if properties is not None else None
    if numbering is None or numbering.numId is None:
        return ""
    level = numbering.ilvl.val if numbering.ilvl is not None else 0
    if level == 0:
        counter["question"], counter["option"] = counter.get("question", 0) + 1, 0
        return f"{counter['question']}. "
    counter["option"] = counter.get("option", 0) + 1
    return f"{chr(64 + min(counter['option'], 8))}. "


def _gather(found: Collector, document: Any) -> tuple[list[_Question], dict[int, str]]:
    questions: list[_Question] = []
    keys: dict[int, str] = {}
    counter: dict[str, int] = {}
    key_section = False
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            keys |= _table_keys([[nfc(cell.text).strip() for cell in row.cells] for row in block.rows])
            continue
        for line in _lines(block, counter):
            shown = line.text.strip()
            answer = _word("key").match(shown)
            if answer:
                rest = shown[answer.end() :].strip(" .:–-")
                letters = re.fullmatch(r"[A-H](?:\s*[,;+]\s*[A-H])*\.?", rest)
                if letters and questions:
                    questions[-1].key = rest.strip(".")
                    continue
                key_section = True
                keys |= {int(number): letter for number, letter in _PAIRED.findall(rest)}
            elif key_section:
                keys |= {int(number): letter for number, letter in _PAIRED.findall(shown)}
            else:
                _take(questions, line)
    return questions, keys


def _word(name: str) -> re.Pattern[str]:
    """A word of the three languages at the start of a line."""
    words = [word for language in ("vi", "en", "hi") for word in lookup(f"quizread.words.{name}", language)]
    return re.compile(rf"^(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def _take(questions: list[_Question], line: _Line) -> None:
    """A new question, its options (several may stand on one line), or more of what came before."""
    shown = line.text.strip()
    opened = _word("question").match(shown)
    rest = shown[opened.end() :].strip() if opened else shown
    numbered = _NUMBERED.match(rest)
    if numbered is None and opened:
        bare = re.match(r"^(\d{1,3})\s*(.*)$", rest, re.S)
        numbered = bare
    places = list(_OPTION.finditer(line.text))
    starts = bool(places) and places[0].start() == len(line.text) - len(line.text.lstrip())
    if numbered and not starts:
        question = _Question(int(numbered[1]), numbered[2].strip())
        questions.append(question)
        inner = _sequence(places, question)
        if inner:
            question.stem = line.text[line.text.index(numbered[2]) : inner[0].start()].strip()
            _choices(question, line, inner)
    elif starts and questions and (inner := _sequence(places, questions[-1])):
        _choices(questions[-1], line, inner)
    elif questions and questions[-1].choices:
        questions[-1].choices[-1].text += " " + shown
    elif questions:
        questions[-1].stem = (questions[-1].stem + "\n" + shown).strip()


def _sequence(places: list[re.Match[str]], question: _Question) -> list[re.Match[str]]:
    """Those option letters that go on where the question's options stopped: "A." inside a sentence is none."""
    wanted, kept = len(question.choices), []
    for place in places:
        if ord(place[2]) - 65 == wanted:
            kept.append(place)
            wanted += 1
    return kept


def _choices(question: _Question, line: _Line, places: list[re.Match[str]]) -> None:
    ends = [place.start() for place in places[1:]] + [len(line.text)]
    for place, end in zip(places, ends, strict=True):
        words = line.text[place.end() : end].strip()
        inside = [line.marks[at] for at in range(place.end(), end) if line.text[at].strip()]
        starred = bool(place[1]) or words.startswith("*") or words.endswith("*")
        marked = bool(inside) and sum(inside) * 2 > len(inside)  # a bold letter alone marks nothing
        question.choices.append(_Choice(place[2], words.strip("* "), starred, marked))


def _table_keys(rows: list[list[str]]) -> dict[int, str]:
    """Keys of a table: numbers over letters, or a number beside its letter."""
    keys: dict[int, str] = {}
    for upper, lower in pairwise(rows):
        keys |= {int(n): k for n, k in zip(upper, lower, strict=False) if n.isdecimal() and re.fullmatch("[A-H]", k)}
    for row in rows:
        keys |= {int(n): k for n, k in pairwise(row) if n.isdecimal() and re.fullmatch("[A-H]", k)}
        for cell in row:
            keys |= {int(number): letter for number, letter in _PAIRED.findall(cell) if len(cell) < 12}
    return keys


def _add(found: Collector, question: _Question, keys: dict[int, str]) -> None:
    choices = question.choices
    letters = set(re.findall("[A-H]", question.key or keys.get(question.number, "")))
    if not letters:
        letters = {choice.letter for choice in choices if choice.starred}
    if not letters:
        letters = {choice.letter for choice in choices if choice.marked}
        letters = letters if len(letters) < len(choices) else set()
    if not choices:
        return found.problem("no_options", question.stem or str(question.number))
    given = Given(
        name=f"q{question.number}", stem=question.stem, several=len(letters) > 1,
        options=[choice.text for choice in choices],
        weights=[100.0 * (choice.letter in letters) for choice in choices],
    )  # fmt: skip
    return found.add(given)
