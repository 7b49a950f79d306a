"""Moodle XML: every kind, with feedback for each choice, tags and a category."""

from __future__ import annotations

from typing import Any

from generator.domain.quiz import Completion, Matching, Multiple, Numeric, OneBest, Ordering, Quiz, Short, TrueFalse
from generator.export.quiz.limits import left_out
from generator.export.quiz.plain import Asked, answers, asked, feedback, note, number, stem, steps, text, weights


def render(quiz: Quiz) -> bytes:
    """UTF-8 XML. Ordering is written as matching to positions: the ordering type is not in every Moodle."""
    from lxml import etree

    root: Any = etree.Element("quiz")
    for sentence in left_out(quiz, ".xml", quiz.language):
        root.append(etree.Comment(f" {sentence.replace('--', '–')} "))
    category: Any = etree.SubElement(root, "question", type="category")
    # "/" parts categories of Moodle; doubled, it is the sign itself
    _text(etree.SubElement(category, "category"), "$course$/top/" + text(quiz.title).replace("/", "//"))
    for one in asked(quiz):
        _question(root, quiz, one)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _text(parent: Any, words: str) -> None:
    from lxml import etree

    etree.SubElement(parent, "text").text = words


def _child(parent: Any, tag: str, words: str, **attributes: str) -> Any:
    """An element whose text is plain, so that `<` and `&` show as typed."""
    from lxml import etree

    element: Any = etree.SubElement(parent, tag, format="plain_text", **attributes)
    _text(element, words)
    return element


def _setting(parent: Any, tag: str, value: str) -> None:
    from lxml import etree

    etree.SubElement(parent, tag).text = value


def _question(root: Any, quiz: Quiz, one: Asked) -> None:
    from lxml import etree

    item = one.item
    kind = {
        "one_best": "multichoice", "multiple": "multichoice", "true_false": "truefalse", "matching": "matching",
        "ordering": "matching", "short": "shortanswer", "completion": "shortanswer", "numeric": "numerical",
    }[item.kind]  # fmt: skip
    node: Any = etree.SubElement(root, "question", type=kind)
    _text(etree.SubElement(node, "name"), item.id)
    _child(node, "questiontext", stem(one, quiz.language))
    _child(node, "generalfeedback", feedback(quiz, item))
    _setting(node, "defaultgrade", "1")
    _setting(node, "penalty", "1" if kind == "truefalse" else "0.3333333")
    _setting(node, "hidden", "0")
    _setting(node, "idnumber", "")
    _answers(node, quiz, one)
    if item.tags:
        tags: Any = etree.SubElement(node, "tags")
        for tag in item.tags:
            _text(etree.SubElement(tags, "tag"), text(tag))


def _answers(node: Any, quiz: Quiz, one: Asked) -> None:
    item = one.item
    if isinstance(item, OneBest | Multiple):
        single = isinstance(item, OneBest)
        _setting(node, "single", "true" if single else "false")
        _setting(node, "shuffleanswers", "true")
        _setting(node, "answernumbering", "ABCD")
        shares = [100.0 if o.correct else 0.0 for o in item.options] if single else weights(item.options)
        for option, share in zip(item.options, shares, strict=True):
            answer = _child(node, "answer", text(option.text), fraction=number(share))
            _child(answer, "feedback", note(quiz, option))
    elif isinstance(item, TrueFalse):
        for name, right in (("true", item.answer), ("false", not item.answer)):
            answer = _child(node, "answer", name, fraction="100" if right else "0")
            _child(answer, "feedback", "" if right else text(item.right))
    elif isinstance(item, Matching | Ordering):
        _setting(node, "shuffleanswers", "true")
        pairs = steps(item) if isinstance(item, Ordering) else [(text(p.left), text(p.right)) for p in item.pairs]
        extra = [("", text(words)) for words in item.extra] if isinstance(item, Matching) else []
        for left, partner in (*pairs, *extra):  # a side without a partner is a choice that belongs to none
            _text(_sub(_child(node, "subquestion", left)), partner)
    elif isinstance(item, Numeric):
        answer = _child(node, "answer", number(item.value), fraction="100")
        _setting(answer, "tolerance", number(item.tolerance))
    else:
        assert isinstance(item, Short | Completion)
        _setting(node, "usecase", "0")
        for words in answers(item.answers):
            _child(node, "answer", words.replace("*", "\\*"), fraction="100")  # a bare * matches anything


def _sub(parent: Any) -> Any:
    from lxml import etree

    return etree.SubElement(parent, "answer")
