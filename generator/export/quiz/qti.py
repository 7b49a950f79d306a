"""QTI 2.2 content package: imsmanifest.xml, one file for each item, and a test that lists them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from generator.domain.quiz import Completion, Matching, Multiple, Numeric, OneBest, Ordering, Quiz, Short, TrueFalse
from generator.export.quiz.limits import left_out
from generator.export.quiz.plain import Asked, answers, asked, feedback, number, stem, text
from generator.messages import say

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p2"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_WHEN = (1980, 1, 1, 0, 0, 0)  # the same quiz always gives the same bytes


def render(quiz: Quiz) -> bytes:
    """The zip, manifest at its root."""
    items = [(f"i{number}", one) for number, one in enumerate(asked(quiz), 1)]
    files = {"imsmanifest.xml": _manifest(quiz, [name for name, _ in items]), "test.xml": _test(quiz, items)}
    files |= {f"items/{name}.xml": _item(quiz, name, one) for name, one in items}
    said = left_out(quiz, ".zip", quiz.language)
    if said:
        files["README.txt"] = ("\n".join(said) + "\n").encode("utf-8")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name, _WHEN), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _root(name: str, space: str, **attributes: str) -> Any:
    from lxml import etree

    return etree.Element(f"{{{space}}}{name}", attributes, {None: space})


def _add(parent: Any, name: str, words: str | None = None, **attributes: str) -> Any:
    """A child in the parent's own namespace."""
    from lxml import etree

    node = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}", attributes)
    node.text = words
    return node


def _bytes(root: Any) -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data


def _manifest(quiz: Quiz, names: list[str]) -> bytes:
    root = _root("manifest", CP, identifier="soan-manifest")
    meta = _add(root, "metadata")
    _add(meta, "schema", "QTIv2.2 Package")
    _add(meta, "schemaversion", "1.0.0")
    _add(root, "organizations")
    resources = _add(root, "resources")
    test = _add(resources, "resource", identifier="test", type="imsqti_test_xmlv2p2", href="test.xml")
    _add(test, "file", href="test.xml")
    for name in names:
        _add(test, "dependency", identifierref=name)
    for name in names:
        href = f"items/{name}.xml"
        item = _add(resources, "resource", identifier=name, type="imsqti_item_xmlv2p2", href=href)
        _add(item, "file", href=href)
    return _bytes(root)


def _test(quiz: Quiz, items: list[tuple[str, Asked]]) -> bytes:
    root = _root("assessmentTest", QTI, identifier="test-1", title=text(quiz.title) or "quiz")
    part = _add(root, "testPart", identifier="part-1", navigationMode="nonlinear", submissionMode="individual")
    section = _add(part, "assessmentSection", identifier="section-1", title=text(quiz.title) or "quiz", visible="true")
    for name, _ in items:
        _add(section, "assessmentItemRef", identifier=name, href=f"items/{name}.xml")
    return _bytes(root)


def _item(quiz: Quiz, name: str, one: Asked) -> bytes:
    item = one.item
    cardinality, base, correct = _response(item)
    root = _root(
        "assessmentItem", QTI, identifier=name, title=text(item.id), adaptive="false", timeDependent="false"
    )  # fmt: skip
    root.set("{http://www.w3.org/XML/1998/namespace}lang", quiz.language)
    declaration = _add(
        root, "responseDeclaration", identifier="RESPONSE", cardinality=cardinality, baseType=base
    )  # fmt: skip
    values = _add(declaration, "correctResponse")
    for value in correct[:1] if isinstance(item, Short | Completion) else correct:
        _add(values, "value", value)
    score = _add(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    _add(_add(score, "defaultValue"), "value", "0")
    _add(root, "outcomeDeclaration", identifier="FEEDBACK", cardinality="single", baseType="identifier")
    body = _add(root, "itemBody")
    for line in stem(one, quiz.language).split("\n"):
        _add(body, "p", line)
    _interaction(body, quiz, item)
    _processing(root, item, correct)
    said = feedback(quiz, item)
    if said:
        modal = _add(root, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier="SHOWN", showHide="show")
        for line in said.split("\n"):
            _add(modal, "p", line)
    return _bytes(root)


def _response(item: Any) -> tuple[str, str, list[str]]:
    """Cardinality, base type and right values of the one response."""
    if isinstance(item, OneBest | Multiple):
        return "single" if isinstance(item, OneBest) else "multiple", "identifier", [f"o{i}" for i in item.key]
    if isinstance(item, TrueFalse):
        return "single", "identifier", ["true" if item.answer else "false"]
    if isinstance(item, Ordering):
        return "ordered", "identifier", [f"s{i}" for i in range(len(item.steps))]
    if isinstance(item, Matching):
        rights = _rights(item)
        return "multiple", "directedPair", [f"l{i} r{rights.index(text(p.right))}" for i, p in enumerate(item.pairs)]
    if isinstance(item, Numeric):
        return "single", "float", [number(item.value)]
    return "single", "string", answers(item.answers)


def _rights(item: Matching) -> list[str]:
    """Right sides, each once, in alphabetical order, which gives nothing away."""
    return sorted({text(words) for words in (*(pair.right for pair in item.pairs), *item.extra)})


def _interaction(body: Any, quiz: Quiz, item: Any) -> None:
    if isinstance(item, OneBest | Multiple):
        most = "1" if isinstance(item, OneBest) else "0"
        node = _add(body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle="true", maxChoices=most)
        for index, option in enumerate(item.options):
            _add(node, "simpleChoice", text(option.text), identifier=f"o{index}")
    elif isinstance(item, TrueFalse):
        node = _add(body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle="false", maxChoices="1")
        for name in ("true", "false"):
            _add(node, "simpleChoice", say(f"quizfile.{name}", quiz.language), identifier=name)
    elif isinstance(item, Ordering):
        node = _add(body, "orderInteraction", responseIdentifier="RESPONSE", shuffle="true")
        for index, step in enumerate(item.steps):
            _add(node, "simpleChoice", text(step.text), identifier=f"s{index}")
    elif isinstance(item, Matching):
        rights = _rights(item)
        most = str(len(item.pairs))
        node = _add(body, "matchInteraction", responseIdentifier="RESPONSE", shuffle="true", maxAssociations=most)
        left = _add(node, "simpleMatchSet")
        for index, pair in enumerate(item.pairs):
            _add(left, "simpleAssociableChoice", text(pair.left), identifier=f"l{index}", matchMax="1")
        right = _add(node, "simpleMatchSet")
        for index, words in enumerate(rights):
            _add(right, "simpleAssociableChoice", words, identifier=f"r{index}", matchMax="0")
    else:
        _add(_add(body, "p"), "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="30")


def _processing(root: Any, item: Any, correct: list[str]) -> None:
    """One point for the right response; the feedback is shown in any case."""
    processing = _add(root, "responseProcessing")
    condition = _add(_add(processing, "responseCondition"), "responseIf")
    if isinstance(item, Numeric):
        tolerance = number(item.tolerance)
        mode = {"toleranceMode": "absolute", "tolerance": f"{tolerance} {tolerance}"}
        test = _add(condition, "equal", **(mode if item.tolerance else {"toleranceMode": "exact"}))
        _add(test, "variable", identifier="RESPONSE")
        _add(test, "correct", identifier="RESPONSE")
    elif isinstance(item, Short | Completion):
        test = _add(condition, "or")
        for words in correct:
            same = _add(test, "stringMatch", caseSensitive="false")
            _add(same, "variable", identifier="RESPONSE")
            _add(same, "baseValue", words, baseType="string")
    else:
        test = _add(condition, "match")
        _add(test, "variable", identifier="RESPONSE")
        _add(test, "correct", identifier="RESPONSE")
    _add(_add(condition, "setOutcomeValue", identifier="SCORE"), "baseValue", "1", baseType="float")
    shown = _add(processing, "setOutcomeValue", identifier="FEEDBACK")
    _add(shown, "baseValue", "SHOWN", baseType="identifier")
