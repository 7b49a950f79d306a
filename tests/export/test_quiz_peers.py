"""Quiz files read by readers that are not ours: what we wrote is what they understand."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from quiz_samples import quiz

from generator.domain.quiz import Matching, Multiple, Numeric, OneBest, Ordering, Quiz, SimpleItem, TrueFalse
from generator.export.quiz import aiken, gift, h5p, moodle_xml, qti

PEERS = Path(__file__).parents[1] / "peers"
SCHEMAS = Path(os.environ.get("SOAN_PEERS") or Path(__file__).parents[3] / "shared" / "peers") / "qti"


def _node(script: str, path: Path) -> Any:
    done = subprocess.run(
        ["node", str(PEERS / script), str(path)], capture_output=True, text=True, check=False, timeout=60
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _key(item: SimpleItem) -> object:
    """What a right answer is, in the shape both readers are brought to."""
    if isinstance(item, OneBest | Multiple):
        return {item.options[index].text for index in item.key}
    if isinstance(item, TrueFalse):
        return item.answer
    if isinstance(item, Matching):
        return {(pair.left, pair.right) for pair in item.pairs}
    if isinstance(item, Ordering):
        return {(step.text, str(place)) for place, step in enumerate(item.steps, 1)}
    if isinstance(item, Numeric):
        return (item.value, item.tolerance)
    return set(item.answers)


def _unmasked(words: str) -> str:
    """gift-pegjs masks escaped marks as `&&061;` while it reads, and forgets to unmask the right side of a pair."""
    return re.sub(r"&&(\d{3});", lambda code: chr(int(code[1])), words).strip()


def _pegjs(question: dict[str, Any]) -> object:
    kind = question["type"]
    if kind == "TF":
        return question["isTrue"]
    if kind == "Matching":
        pairs = {(p["subquestion"]["text"].strip(), _unmasked(p["subanswer"])) for p in question["matchPairs"]}
        return {pair for pair in pairs if pair[0]}
    if kind == "Numerical":
        return (question["choices"]["number"], question["choices"]["range"])
    return {c["text"]["text"] for c in question["choices"] if c["isCorrect"] or (c["weight"] or 0) > 0}


@pytest.mark.needs("npm-peers")
def test_gift_pegjs_reads_every_key_stem_and_title(tmp_path: Path) -> None:
    made, file = quiz(), tmp_path / "q.gift"
    file.write_bytes(gift.render(made))
    read = _node("read_gift.js", file)
    items = list(made.questions())
    assert [one["title"] for one in read] == [item.id for item in items]
    assert [_pegjs(one) for one in read] == [_key(item) for item in items]
    assert all(item.stem in one["stem"]["text"] for item, one in zip(items, read, strict=True))
    assert all("05 ngày làm việc: không thu phí = 0 đồng" in one["globalFeedback"]["text"] for one in read)


@pytest.mark.needs("npm-peers")
def test_gift_pegjs_reads_braces_and_backslashes_in_choices(tmp_path: Path) -> None:
    made, file = quiz("one_best"), tmp_path / "q.gift"
    item = made.items[0]
    assert isinstance(item, OneBest)
    words = "{a} = ~b: #c // \\d"
    options = (item.options[0].model_copy(update={"text": words}), *item.options[1:])
    made = made.model_copy(update={"items": (item.model_copy(update={"options": options}),)})
    file.write_bytes(gift.render(made))
    assert _pegjs(_node("read_gift.js", file)[0]) == {words}


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning")
def test_pygiftparser_reads_every_key() -> None:
    from pygiftparser import parser, utils

    made = quiz()
    read = parser.parseFile(io.StringIO(gift.render(made).decode()))
    assert len(read) == len(list(made.questions()))
    plain = utils.transformSpecials
    for question, item in zip(read, made.questions(), strict=True):
        kind = type(question.answers).__name__
        given = getattr(question.answers, "answers", [])
        assert question.valid and question.title == item.id, item.id
        if kind == "TrueFalseSet":
            key: object = question.answers.answer
        elif kind == "MatchingSet":
            pairs = {(plain(one.question).strip(), plain(one.answer).strip()) for one in given}
            key = {pair for pair in pairs if pair[0]}
        elif kind == "NumericAnswerSet":
            key = (float(given[0].value), float(given[0].tolerance))
        else:
            key = {plain(one.answer) for one in given if one.fraction > 0}
        assert key == _key(item), item.id


def test_moodle_xml_is_read_by_a_reader_that_is_not_ours() -> None:
    from moodle_xml_parser.parser import parse_string

    made = quiz()
    read = parse_string(moodle_xml.render(made).decode())["multichoice"]
    items = [item for item in made.questions() if isinstance(item, OneBest | Multiple)]
    assert [one.name for one in read] == [item.id for item in items]
    for one, item in zip(read, items, strict=True):
        assert item.stem in one.text_pre_parse and one.single == isinstance(item, OneBest)
        assert {o.answer for o in one.options if o.score_fraction > 0} == _key(item)
        assert [o.answer for o in one.options] == [o.text for o in item.options]
        assert all("05 ngày làm việc" in o.feedback for o in one.options)


@pytest.fixture(scope="session")
def schemas() -> dict[str, Any]:
    """The official schemas; reading them takes seconds."""
    if not SCHEMAS.is_dir():
        pytest.skip(f"QTI schemas are not at {SCHEMAS}: set SOAN_PEERS to the folder that holds qti/")
    from lxml import etree

    parser = etree.XMLParser(no_network=True)
    names = {"manifest": "imscp_v1p1.xsd", "item": "qtiv2p2/imsqti_v2p2.xsd"}
    return {name: etree.XMLSchema(etree.parse(str(SCHEMAS / path), parser)) for name, path in names.items()}


def test_qti_package_is_valid_by_the_official_schemas(schemas: dict[str, Any]) -> None:
    from lxml import etree

    made = quiz()
    with zipfile.ZipFile(io.BytesIO(qti.render(made))) as package:
        names = [name for name in package.namelist() if name.endswith(".xml")]
        assert len(names) == 2 + len(list(made.questions()))
        for name in names:
            root = etree.fromstring(package.read(name))
            schemas["manifest" if name == "imsmanifest.xml" else "item"].assertValid(root)
        manifest = package.read("imsmanifest.xml").decode()
        assert set(re.findall(r'<file href="([^"]+)"', manifest)) == set(names) - {"imsmanifest.xml"}


def test_the_schemas_refuse_what_is_wrong(schemas: dict[str, Any]) -> None:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(qti.render(quiz("one_best")))) as package:
        spoiled = package.read("items/i1.xml").replace(b'maxChoices="1"', b'maxChoices="one"')
    assert not schemas["item"].validate(etree.fromstring(spoiled))


@pytest.mark.needs("npm-peers")
def test_h5p_package_passes_the_server_s_validator(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(h5p.render(quiz()))) as package:
        package.extractall(tmp_path / "good")
        package.extractall(tmp_path / "bad")
    (tmp_path / "bad" / "h5p.json").write_text('{"title": "without libraries"}')
    assert _node("check_h5p.js", tmp_path / "good") == {"ok": True}
    assert _node("check_h5p.js", tmp_path / "bad")["ok"] is False


def test_aiken_by_its_grammar() -> None:
    """Rules of moodle question/format/aiken/format.php: one line, `A. …`, `ANSWER: X`."""
    made: Quiz = quiz()
    blocks = aiken.render(made).decode().strip().split("\n\n")
    items = [item for item in made.questions() if isinstance(item, OneBest | TrueFalse)]
    assert len(blocks) == len(items)
    for block, item in zip(blocks, items, strict=True):
        _, *choices, last = block.split("\n")
        assert all(re.match(r"^[A-Z][.)][ \t]", line) for line in choices)
        found = re.fullmatch(r"ANSWER: ([A-Z])", last)
        assert found
        if isinstance(item, OneBest):
            assert choices[ord(found[1]) - 65][3:] == item.options[item.key[0]].text
