"""Question papers made elsewhere: what we write reads back the same; what cannot be read is said, one sentence each."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.domain.ledger import Claim
from generator.domain.quiz import Matching, Multiple, Numeric, OneBest, Option, Pair, Quiz, Short, SimpleItem, TrueFalse
from generator.export.quiz import gift as write_gift
from generator.export.quiz import moodle_xml as write_xml
from generator.export.quiz import table_csv as write_csv
from generator.export.quiz.plain import text
from generator.reading.questions import gift, moodle_xml, paper_docx, table_csv

SIGNS = st.text(alphabet="aàđ é~=#{}:\\%*'\"<>&,;\n[]/+-@1", min_size=1, max_size=12)
WORDS = SIGNS.map(lambda words: text("x" + words.replace("->", "")))  # an arrow is written as → on purpose
SAID = Claim(text="vì thế", status="unsupported")
COMMON: dict[str, Any] = {"rationale": SAID, "bloom": "remember", "difficulty": "easy", "fact": "f"}


@st.composite
def items(draw: st.DrawFn) -> SimpleItem:
    stem, several = draw(WORDS), draw(st.lists(WORDS, min_size=3, max_size=4, unique=True))
    kind = draw(st.sampled_from(("best", "multiple", "truth", "matching", "short", "number")))
    if kind in ("best", "multiple"):
        right = 1 if kind == "best" else 2
        options = tuple(Option(text=words, correct=place < right) for place, words in enumerate(several))
        return (OneBest if kind == "best" else Multiple)(id="q", stem=stem, options=options, **COMMON)
    if kind == "truth":
        return TrueFalse(id="q", stem=stem, answer=draw(st.booleans()), justify="?", **COMMON)
    if kind == "matching":
        pairs = tuple(Pair(left=f"l{place}", right=words, words=SAID) for place, words in enumerate(several[:2]))
        return Matching(id="q", stem=stem, pairs=pairs, extra=tuple(several[2:]), **COMMON)
    if kind == "short":
        return Short(id="q", stem=stem, answers=tuple(several), **COMMON)
    return Numeric(
        id="q", stem=stem, value=float(draw(st.integers(-9999, 9999))), unit="", shown="", tolerance=0.5, **COMMON
    )  # fmt: skip


def _same(one: SimpleItem, other: SimpleItem) -> None:
    assert type(one) is type(other) and one.stem == other.stem and one.rationale.text == other.rationale.text
    if isinstance(one, OneBest | Multiple) and isinstance(other, OneBest | Multiple):
        assert [(o.text, o.correct) for o in one.options] == [(o.text, o.correct) for o in other.options]
    elif isinstance(one, TrueFalse) and isinstance(other, TrueFalse):
        assert one.answer == other.answer
    elif isinstance(one, Matching) and isinstance(other, Matching):
        assert [(p.left, p.right) for p in one.pairs] == [(p.left, p.right) for p in other.pairs]
        assert one.extra == other.extra
    elif isinstance(one, Numeric) and isinstance(other, Numeric):
        assert (one.value, one.tolerance) == (other.value, other.tolerance)
    elif isinstance(one, Short) and isinstance(other, Short):
        assert one.answers == other.answers


def _quiz(item: SimpleItem) -> Quiz:
    from datetime import UTC, date, datetime

    from generator.domain.ledger import GenerationRecord
    from generator.domain.quiz import QuizBrief

    return Quiz(
        id="z", title="t", brief=QuizBrief(topic="t", items=1, language="vi", as_of=date(2026, 11, 24)), items=(item,),
        outcomes=(), blueprint=(), coverage=(), sources=(), notice="",
        generation=GenerationRecord(author="person", software="soan", created_at=datetime(2026, 11, 24, tzinfo=UTC)),
    )  # fmt: skip


@pytest.mark.parametrize(("writer", "reader"), [(write_gift, gift), (write_xml, moodle_xml), (write_csv, table_csv)])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(item=items())
def test_round_trip(writer: Any, reader: Any, item: SimpleItem) -> None:
    if writer is write_csv and isinstance(item, Short):  # answers stand one under another
        item = item.model_copy(update={"answers": tuple(dict.fromkeys(" ".join(a.split()) for a in item.answers))})
    if writer is write_csv and isinstance(item, Matching):  # "=>" parts the sides
        pairs = tuple(pair.model_copy(update={"right": pair.right.replace("=>", "")}) for pair in item.pairs)
        item = item.model_copy(update={"pairs": pairs, "extra": tuple(e.replace("=>", "") for e in item.extra)})
    found = reader.read(writer.render(_quiz(item)), "vi")
    assert found.problems == []
    _same(item, found.items[0])


def test_gift_as_others_write_it() -> None:
    source = """// ghi chú
$CATEGORY: $course$/Một cửa

::Câu 1:: Thời hạn là {=5 ngày#đúng ~7 ngày ~%50%9 ngày} làm việc.

Nộp phí?{F}

Bao nhiêu? {#4.5..5.5}

Kể ra {}

Không đóng {=a ~b
"""
    found = gift.read(source.encode(), "vi")
    assert [type(item).__name__ for item in found.items] == ["TrueFalse", "Numeric"]
    assert len(found.problems) == 3  # two right options in one question, no answer, no brace
    assert isinstance(found.items[1], Numeric) and (found.items[1].value, found.items[1].tolerance) == (5.0, 0.5)


def test_aiken_and_html_of_moodle() -> None:
    found = gift.read("Ai ký?\r\nA. Chủ tịch\r\nB) Văn thư\r\nANSWER: B\r\n".encode(), "vi")
    assert isinstance(found.items[0], OneBest) and found.items[0].key == (1,)
    source = """<quiz><question type="multichoice"><name><text>c</text></name>
      <questiontext format="html"><text><![CDATA[<p>Ai <b>ký</b>&nbsp;?</p>]]></text></questiontext>
      <single>true</single>
      <answer fraction="0"><text>A &amp;lt; B</text></answer><answer fraction="100"><text>C</text></answer></question>
      <question type="essay"><questiontext><text>Viết</text></questiontext></question></quiz>"""
    read = moodle_xml.read(source.encode(), "vi")
    assert read.items[0].stem == "Ai ký ?" and len(read.problems) == 1 and "Viết" in read.problems[0]


def test_csv_with_vietnamese_heads_and_semicolons() -> None:
    source = "STT;Câu hỏi;A;B;C;Đáp án\n1;Ai ký?;Chủ tịch;Văn thư;Bảo vệ;A\n2;Có phí không?;;;;Sai\n3;Hỏng;x;y;;\n"
    found = table_csv.read(source.encode("utf-8-sig"), "vi")
    assert [type(item).__name__ for item in found.items] == ["OneBest", "TrueFalse"] and len(found.problems) == 1


def _paper(*lines: str | tuple[str, int], table: list[list[str]] | None = None) -> bytes:
    """Lines of a paper; a pair is a line of options of which that one is bold."""
    document = Document()
    for line in lines:
        paragraph = document.add_paragraph()
        if isinstance(line, str):
            paragraph.add_run(line)
        else:
            for place, piece in enumerate(line[0].split("|")):
                paragraph.add_run(piece).bold = place == line[1]
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, cells in enumerate(table):
            for column, words in enumerate(cells):
                grid.cell(row, column).text = words
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "paper",
    [
        _paper("ĐỀ KIỂM TRA", "Câu 1. Ai ký văn bản?", "A. Văn thư", "*B. Chủ tịch", "C. Bảo vệ"),
        _paper("Câu 1: Ai ký văn bản?", ("A. Văn thư  |B. Chủ tịch|   C. Bảo vệ", 1)),
        _paper("1. Ai ký văn bản?", "A) Văn thư", "B) Chủ tịch", "C) Bảo vệ", "Đáp án: B"),
        _paper("1) Ai ký văn bản?", "A. Văn thư\tB. Chủ tịch\tC. Bảo vệ", "ĐÁP ÁN", "1. B"),
        _paper("Question 1. Ai ký văn bản?", "A. Văn thư", "B. Chủ tịch", "C. Bảo vệ", table=[["1"], ["B"]]),
    ],
)
def test_papers_with_the_key_in_each_usual_place(paper: bytes) -> None:
    found = paper_docx.read(paper, "vi")
    assert found.problems == []
    item = found.items[0]
    assert isinstance(item, OneBest) and item.stem == "Ai ký văn bản?"
    assert [option.text for option in item.options] == ["Văn thư", "Chủ tịch", "Bảo vệ"] and item.key == (1,)


def test_a_question_without_key_is_named_and_the_others_are_kept() -> None:
    found = paper_docx.read(_paper("Câu 1. Không khóa?", "A. a", "B. b", "Câu 2. Có khóa?", "A. a", "B. b *"), "vi")
    assert [item.stem for item in found.items] == ["Có khóa?"] and "Không khóa?" in found.problems[0]
