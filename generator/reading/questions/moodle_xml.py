"""Moodle XML. Texts may be HTML: their words are kept, their marks are not."""

from __future__ import annotations

from typing import Any

from generator.errors import FileDamaged
from generator.reading.questions.build import Collector, Given, Read, as_number

_KINDS = ("multichoice", "truefalse", "matching", "shortanswer", "numerical", "ordering")


def read(data: bytes, language: str) -> Read:
    """The questions. Raises FileDamaged for XML that cannot be read."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root: Any = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FileDamaged(file="XML") from error
    found = Collector(language)
    for node in root.iter("question"):
        kind = node.get("type")
        if kind == "category":
            continue
        given = Given(name=_text(node.find("name")), stem=_text(node.find("questiontext")))
        if kind not in _KINDS:
            found.problem("kind", given.stem or given.name, kind=kind)
            continue
        given.why = _text(node.find("generalfeedback"))
        given.tags = tuple(_text(tag) for tag in node.iterfind("tags/tag"))
        if _answers(node, kind, given):
            found.add(given)
        else:
            found.problem("bad_number", given.stem)
    return found.read


def _text(node: Any, *, plain: bool = False) -> str:
    """The words of an element's `<text>`; HTML by its own format, which is the default unless `plain`."""
    if node is None:
        return ""
    words = node.findtext("text") or ""
    kind = node.get("format", "plain_text" if plain or node.tag in ("name", "tag") else "html")
    if kind not in ("html", "moodle_auto_format") or not ("<" in words or "&" in words) or not words.strip():
        return words.strip()
    from lxml import html

    tree: Any = html.fragment_fromstring(words, create_parent="div")
    for element in tree.iter("p", "br", "li", "div"):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _answers(node: Any, kind: str, given: Given) -> bool:
    """Fills in the answers; False for a number that is none."""
    plain = kind in ("shortanswer", "numerical")
    rows = [
        (_text(a, plain=plain), as_number(a.get("fraction") or "0") or 0.0, _text(a.find("feedback")))
        for a in node.iterfind("answer")
    ]
    if kind == "multichoice":
        given.options = [words for words, _, _ in rows]
        given.weights = [weight for _, weight, _ in rows]
        given.notes = [note for _, _, note in rows]
        given.several = (node.findtext("single") or "true").strip() in ("false", "0")
    elif kind == "truefalse":
        best = max(rows, key=lambda row: row[1], default=None)
        given.truth = best[0].strip().lower() == "true" if best else None
    elif kind == "matching":
        given.pairs = [(_text(sub), _text(sub.find("answer"), plain=True)) for sub in node.iterfind("subquestion")]
    elif kind == "ordering":
        given.steps = [words for words, _, _ in rows]
    elif kind == "shortanswer":
        given.answers = [words.replace("\\*", "*") for words, weight, _ in rows if weight > 0]
    else:
        best = max(rows, key=lambda row: row[1], default=None)
        value = as_number(best[0]) if best else None
        width = as_number(node.findtext("answer/tolerance") or "0")
        if value is None or width is None:
            return False
        given.number = (value, abs(width))
    return True
