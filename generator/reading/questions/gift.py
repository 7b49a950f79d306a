"""GIFT (moodle question/format/gift/format.php); and Aiken, which the same suffix `.txt` often holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.reading.questions.build import Collector, Given, Read, as_number

_ESCAPED = re.compile(r"\\(.)", re.S)
_PIECE = re.compile(r"([=~])(?:%(-?\d+(?:\.\d*)?)%)?((?:\\.|[^\\=~])*)", re.S)
_TITLE = re.compile(r"::((?:\\.|[^\\:]|:(?!:))*)::", re.S)
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]", re.I)
_TRUTH = re.compile(r"(T|TRUE|F|FALSE)", re.I)
_AIKEN = re.compile(r"^ANSWER:\s*([A-Z])\s*$", re.M)
_CHOICE = re.compile(r"^([A-Z])[).][ \t]+(.*)$")


def read(data: bytes, language: str) -> Read:
    """The questions. Raises UnicodeDecodeError for text that is not UTF-8."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    found = Collector(language)
    aiken = bool(_AIKEN.search(text)) and "{" not in _AIKEN.sub("", text).replace("\\{", "")
    for block in _blocks(text):
        (_aiken if aiken else _question)(found, block)
    return found.read


def _blocks(text: str) -> Iterator[str]:
    """Questions are parted by blank lines; comments and categories are not questions."""
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            if not line.lstrip().startswith(("//", "$CATEGORY:")):
                lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []


def _aiken(found: Collector, block: str) -> None:
    given, stem, key = Given(), [], ""
    for line in block.split("\n"):
        choice, answer = _CHOICE.match(line.strip()), _AIKEN.match(line.strip())
        if answer:
            key = answer[1]
        elif choice:
            given.options.append(choice[2])
        else:
            stem.append(line.strip())
    given.stem = " ".join(stem)
    given.weights = [100.0 if chr(65 + place) == key else 0.0 for place in range(len(given.options))]
    found.add(given)


def _plain(words: str) -> str:
    """Escapes undone, the mark of a format taken off."""
    words = _FORMAT.sub("", words.strip(), count=1) if _FORMAT.match(words.strip()) else words
    return _ESCAPED.sub(lambda mark: "\n" if mark[1] == "n" else mark[1], words.strip()).strip()


def _find(mark: str, text: str, start: int = 0) -> int:
    """Where an unescaped mark stands, -1 for nowhere."""
    place = start
    while place < len(text):
        if text[place] == "\\":
            place += 2
            continue
        if text.startswith(mark, place):
            return place
        place += 1
    return -1


def _question(found: Collector, block: str) -> None:
    given, body = Given(), block.strip()
    title = _TITLE.match(body)
    if title:
        given.name, body = _plain(title[1]), body[title.end() :]
    opening = _find("{", body)
    closing = _find("}", body, max(opening, 0))
    if opening < 0 or closing < 0:
        return found.problem("no_answer" if opening < 0 and closing < 0 else "brace", _plain(body))
    before, inside, after = body[:opening], body[opening + 1 : closing].strip(), body[closing + 1 :].strip()
    given.stem = _plain(before) + (f" _____ {_plain(after)}" if after else "")
    general = _find("####", inside)
    if general >= 0:
        given.why, inside = _plain(inside[general + 4 :]), inside[:general].strip()
    if not _answers(found, given, inside):
        return None
    return found.add(given)


def _cut(words: str) -> tuple[str, str]:
    """An answer and its feedback."""
    place = _find("#", words)
    return (words, "") if place < 0 else (words[:place], words[place + 1 :])


def _answers(found: Collector, given: Given, inside: str) -> bool:
    """Fills in the answers; False when a sentence about them was already said."""
    first, _ = _cut(inside)
    if inside.startswith("#"):
        pieces = [piece for piece in _PIECE.findall(inside[1:]) if _find("#", piece[2]) != 0]
        words = next((piece[2] for piece in pieces if not piece[1] or float(piece[1]) == 100), inside[1:])
        given.number = _number(_cut(words)[0])
        if given.number is None:
            found.problem("bad_number", given.stem)
        return given.number is not None
    if _TRUTH.fullmatch(first.strip()):
        given.truth = first.strip().upper().startswith("T")
        return True
    pieces = _PIECE.findall(inside)
    marks = {mark for mark, _, _ in pieces}
    cut = [(mark, weight, *_cut(words)) for mark, weight, words in pieces]
    arrows = [_find("->", words) for _, _, words, _ in cut]
    if marks == {"="} and arrows and all(place >= 0 for place in arrows):
        sides = zip((words for _, _, words, _ in cut), arrows, strict=True)
        given.pairs = [(_plain(words[:place]), _plain(words[place + 2 :])) for words, place in sides]
    elif "~" in marks:
        given.options = [_plain(words) for _, _, words, _ in cut]
        given.notes = [_plain(note) for *_, note in cut]
        given.weights = [float(weight) if weight else 100.0 * (mark == "=") for mark, weight, _, _ in cut]
        given.several = "=" not in marks
    else:
        given.answers = [_plain(words) for _, weight, words, _ in cut if not weight or float(weight) > 0]
    return True


def _number(words: str) -> tuple[float, float] | None:
    """`5`, `5:0.5` or `4.5..5.5`: value and tolerance."""
    words = words.strip()
    if ".." in words:
        low, high = (as_number(part) for part in words.split("..", 1))
        return None if low is None or high is None else ((low + high) / 2, abs(high - low) / 2)
    value, _, tolerance = words.partition(":")
    number, width = as_number(value), as_number(tolerance or "0")
    return None if number is None or width is None else (number, abs(width))
