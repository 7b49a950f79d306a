"""Validity, citations, addresses as they are printed, sentences."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.address import Address, Part
from generator.domain.days import parse_day
from generator.domain.guide import Guide
from generator.domain.ledger import cite
from generator.domain.passage import Passage, Unit
from generator.domain.printing import print_address, print_citation
from generator.domain.sentences import sentence_spans, sentences
from generator.domain.text import fold_accents, fold_tone_place, nfc, words
from generator.errors import InputError

GUIDE = Guide(
    id="g-1", title="Nghị định thử", language="vi", file_name="a.pdf", media_type="application/pdf", sha256="0" * 64,
    number="30/2020/NĐ-CP", kind="Nghị định", effective_from=date(2020, 3, 5), effective_to=date(2030, 1, 1),
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2020, 3, 4), "not_yet"),
        (date(2020, 3, 5), "in_force"),
        (date(2029, 12, 31), "in_force"),
        (date(2030, 1, 1), "expired"),
    ],
)
def test_validity_is_computed_for_a_day(day: date, state: str) -> None:
    assert GUIDE.validity(day) == state
    assert GUIDE.citable(day) == (state == "in_force")


def address(*parts: tuple[str, str]) -> Address:
    return Address.model_validate({"parts": tuple(Part.model_validate({"kind": k, "label": v}) for k, v in parts)})


ARTICLE = address(("chuong", "II"), ("muc", "1"), ("dieu", "5"), ("khoan", "2"), ("diem", "a"))
ANNEX = address(("phu_luc", "I"), ("phan", "I"), ("muc", "II"), ("khoan", "6"), ("diem", "e"))


@pytest.mark.parametrize(
    ("place", "language", "printed"),
    [
        (ARTICLE, "vi", "điểm a khoản 2 Điều 5"),
        (ARTICLE, "en", "point a, clause 2, Article 5"),
        (ANNEX, "vi", "điểm e khoản 6 Mục II Phần I Phụ lục I"),
        (Address(), "vi", "phần mở đầu"),
        (Address(parts=(Part(kind="heading", label="2.1", title="Phân loại"), Part(kind="step", label="3"))), "vi",
         "bước 3 mục “2.1 Phân loại”"),
    ],
)  # fmt: skip
def test_addresses_are_printed_as_people_cite(place: Address, language: str, printed: str) -> None:
    assert print_address(place, language) == printed


def test_a_citation_names_its_finest_place_and_page() -> None:
    text = "Điều 5. Tên\na) Một điều."
    units = (Unit(kind="heading", start=0, end=11, address=Address(parts=ARTICLE.parts[:3]), page=3),
             Unit(kind="item", start=12, end=len(text), address=ARTICLE, page=4))  # fmt: skip
    passage = Passage(
        id="p", guide_id="g-1", seq=0, text=text, language="vi", address=Address(), start=0, end=len(text),
        units=units, pages=(3, 4),
    )  # fmt: skip
    citation = cite(passage, 11, len(text))
    assert citation.quote == "a) Một điều."
    assert text[citation.start : citation.end] == citation.quote
    assert print_citation(citation, GUIDE) == "điểm a khoản 2 Điều 5 Nghị định 30/2020/NĐ-CP, tr. 4"
    with pytest.raises(ValueError, match="empty"):
        cite(passage, 11, 12)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Theo Điều 5. Nghị định này có hiệu lực.", 1),
        ("Số tiền 2.000.000 đồng. Nộp tại UBND TP. Nha Trang.", 2),
        ("Một. Hai! Ba? Bốn…", 4),
        ("Dr. Smith came. He left, e.g. at 5 p.m. today.", 2),
        ("पहला वाक्य। दूसरा वाक्य।", 2),
        ("“Văn bản” là thông tin.” Câu sau.", 2),
        ("dòng một\ndòng hai", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(max_size=300))
def test_sentence_spans_keep_every_word(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join(text[a:b] for a, b in spans).split() == [] or spans
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@given(st.text(max_size=200))
def test_folding_is_idempotent(text: str) -> None:
    once = fold_accents(nfc(text))
    assert fold_accents(once) == once


def test_words_keep_hindi_marks_and_fold_keeps_hindi() -> None:
    assert words("हिन्दी में, Đăng-ký") == ["हिन्दी", "में", "đăng", "ký"]
    assert fold_accents("Đường हिन्दी") == "Duong हिन्दी"
    assert fold_tone_place("hoà uỷ thuý") == fold_tone_place("hòa ủy thúy")


@pytest.mark.parametrize("text", ["31/02/2026", "2026-13-01", "ngày mai", "1/1"])
def test_impossible_days(text: str) -> None:
    with pytest.raises(InputError):
        parse_day(text)


def test_days_in_both_writings() -> None:
    assert parse_day("24/11/2026") == parse_day("2026-11-24") == date(2026, 11, 24)
