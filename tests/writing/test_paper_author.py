"""Documents from briefs: what is told is written, what is not is left open, and nothing is made up."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.address import Address, Part
from generator.domain.guide import Guide
from generator.domain.paper import Paper, date_words, number_line
from generator.domain.paper_kinds import PAPER_KINDS, paper_kind
from generator.domain.passage import Passage, Unit
from generator.domain.ports import Hit
from generator.errors import BriefInvalid
from generator.writing.paper import PaperAuthor
from generator.writing.paper.basis import basis_line
from generator.writing.paper.bodies import abbreviation_of, district_in, name_lines, parent_lines, place_of
from generator.writing.paper.brief import read_brief
from generator.writing.paper.capitals import capitalise
from generator.writing.paper.lines import ALPHABET, blocks_from, roman
from generator.writing.paper.mentions import Mentions
from generator.writing.paper.sentence import brief_of_sentence
from generator.writing.paper.skeletons import sample_brief

DAY = date(2026, 8, 5)
NOW = datetime(2026, 8, 5, tzinfo=UTC)
PLAIN: dict[str, Any] = {"co_quan": "Ủy ban nhân dân xã Bình An", "trich_yeu": "Tổ chức ngày hội đọc sách"}
DECREE = Guide(
    id="g-1", title="Nghị định về thư viện cơ sở", language="vi", file_name="a.md", media_type="text/markdown",
    sha256="a", number="41/2025/NĐ-CP", kind="Nghị định", issuer="Chính phủ", issued_on=date(2025, 2, 7),
    effective_from=date(2025, 4, 1),
)  # fmt: skip
RULE = "Thư viện cơ sở tổ chức ngày hội đọc sách mỗi năm ít nhất một lần và công bố chương trình trước 10 ngày."


def _hit() -> Hit:
    place = Address(parts=(Part(kind="dieu", label="7"), Part(kind="khoan", label="2")))
    text = f"2. {RULE}"
    unit = Unit(kind="item", start=0, end=len(text), address=place, label="2.")
    passage = Passage(
        id="p-1", guide_id="g-1", seq=0, text=text, language="vi", address=place, start=0, end=len(text), units=(unit,)
    )
    return Hit(passage=passage, guide=DECREE, score=1.0)


def write(kind: str, brief: dict[str, Any], *, hits: list[Hit] | None = None) -> Paper:
    guides = [hit.guide for hit in hits or []]
    return PaperAuthor().paper(read_brief(kind, brief, DAY), guides, hits or [], now=NOW)


def words(paper: Paper) -> str:
    return "\n".join(claim.text for _, claim in paper.claims())


@pytest.mark.parametrize("kind", list(PAPER_KINDS))
def test_every_kind_is_whole_from_a_whole_brief_and_open_from_an_empty_one(kind: str) -> None:
    row = PAPER_KINDS[kind]
    made = write(kind, sample_brief(row))
    assert made.gaps == ()
    assert made.number is None
    assert made.issued_on is None
    assert made.notes
    empty = write(kind, {"agency": "Sở Văn hóa tỉnh Hòa Phú", **({"subject": "Thử"} if row.subject else {})})
    assert empty.gaps
    assert not re.search(r"\{|\}", words(empty))
    told = words(empty)
    assert all(f"[… {gap}]" in told or gap in str(empty.model_dump()) for gap in empty.gaps)


def test_kinds_by_their_names() -> None:
    assert len(PAPER_KINDS) == 29
    assert {paper_kind(name) for name in ("ke-hoach", "Kế hoạch", "ke hoach", "KE_HOACH", "KH")} == {
        PAPER_KINDS["ke-hoach"]
    }
    assert paper_kind("Thông tư") is None


def test_a_quote_stands_behind_its_full_address_and_the_basis_names_the_decree_first() -> None:
    made = write("ke-hoach", PLAIN | {"chu_de": "ngày hội đọc sách"}, hits=[_hit()])
    quoted = [claim for _, claim in made.claims() if claim.status == "quoted"]
    assert [claim.citations[0].quote for claim in quoted] == [RULE]
    text = words(made)
    assert "Căn cứ Nghị định số 41/2025/NĐ-CP ngày 07 tháng 02 năm 2025 của Chính phủ về thư viện cơ sở" in text
    assert "Theo khoản 2 Điều 7 Nghị định số 41/2025/NĐ-CP:" in text
    assert made.sources[0].guide.id == "g-1"


def test_what_guides_do_not_say_is_not_cited() -> None:
    made = write("ke-hoach", PLAIN | {"chu_de": "phòng cháy chữa cháy rừng"}, hits=[_hit()])
    assert not [claim for _, claim in made.claims() if claim.status == "quoted"]
    assert any("phòng cháy" in note for note in made.notes)


def test_documents_are_named_in_full_once() -> None:
    mentions = Mentions([DECREE])
    first = mentions.expand("Theo Nghị định 41/2025/NĐ-CP và Nghị định 41/2025/NĐ-CP")
    assert first.count("của Chính phủ") == 1
    assert first.endswith("và Nghị định số 41/2025/NĐ-CP")
    assert Mentions([DECREE]).expand("số 141/2025/NĐ-CP") == "số 141/2025/NĐ-CP"


@pytest.mark.parametrize(
    ("brief", "words_of_it"),
    [
        ({"trich_yeu": "Thử"}, "co_quan"),
        ({"co_quan": "UBND xã A"}, "trich_yeu"),
        (PLAIN | {"thoi_giam": "x"}, "thoi_gian"),
        (PLAIN | {"ben_a": "x"}, "ben_a"),
        (PLAIN | {"co quan": "y"}, "hai lần"),
        (PLAIN | {"thoi_gian": "ngày 31 tháng 4 năm 2026"}, "ngày 31 tháng 4 năm 2026"),
        (PLAIN | {"ngay": "29/02/2026"}, "29/02/2026"),
        (PLAIN | {"nguoi_ky": "ThS. Trần Văn Minh"}, "ThS"),
        (PLAIN | {"nguoi_ky": {"ho_ten": "Tiến sĩ Trần Văn Minh"}}, "Tiến sĩ"),
        (PLAIN | {"nguoi_ky": {"quyen_han": "PP", "ho_ten": "A"}}, "TUQ."),
        (PLAIN | {"kinh_gui": ["Sở Nội vụ"]}, "Kính gửi"),
        (PLAIN | {"do_khan": "vừa"}, "HỎA TỐC"),
        (PLAIN | {"so": "0"}, "số nguyên dương"),
        (PLAIN | {"du_thao": "có lẽ"}, "true"),
        (PLAIN | {"loai": "báo cáo"}, "báo cáo"),
        (PLAIN | {"noi_dung": [{"bang": "x"}]}, "bảng"),
        ({}, "rỗng"),
        (["x"], "tên trường"),
    ],
)  # fmt: skip
def test_bad_briefs_are_told_in_one_sentence(brief: Any, words_of_it: str) -> None:
    with pytest.raises(BriefInvalid) as caught:
        read_brief("ke-hoach", brief, DAY)
    sentence = caught.value.sentence("vi")
    assert words_of_it in sentence
    assert "\n" not in sentence


def test_a_lesson_is_no_document() -> None:
    for name in ("giao-an", "Giáo án", "bài giảng"):
        with pytest.raises(BriefInvalid, match=r"Decree 30|Nghị định 30"):
            read_brief(name, PLAIN, DAY)


def test_a_sector_may_allow_a_degree() -> None:
    made = write("ke-hoach", PLAIN | {"nguoi_ky": {"ho_ten": "TS. Trần Văn Minh", "cho_ghi_hoc_vi": "true"}})
    assert made.signatures[0].name == "TS. Trần Văn Minh"


@pytest.mark.parametrize(
    ("signer", "lines"),
    [
        ({}, ("TM. Ủy ban nhân dân", "Chủ tịch")),
        ({"authority": "kt", "title": "Phó Chủ tịch"}, ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch")),
        ({"authority": "TL", "over": "Chủ tịch", "title": "Chánh Văn phòng"}, ("TL. Chủ tịch", "Chánh Văn phòng")),
        ({"authority": "T.U.Q", "over": "Chủ tịch", "title": "Trưởng phòng"}, ("TUQ. Chủ tịch", "Trưởng phòng")),
        ({"authority": "Q.", "title": "Chủ tịch"}, ("Q. Chủ tịch",)),
    ],
)
def test_authority_of_the_signer(signer: dict[str, str], lines: tuple[str, ...]) -> None:
    assert write("ke-hoach", PLAIN | {"nguoi_ky": {"name": "A", **signer}}).signatures[0].lines == lines


def test_two_tier_government() -> None:
    assert name_lines("UBND xã Bình An") == ("Ủy ban nhân dân", "xã Bình An")
    assert place_of("Ủy ban nhân dân phường 5") == "Phường 5"
    assert place_of("Sở Nội vụ tỉnh Hòa Phú") == "Hòa Phú"
    assert parent_lines("Văn phòng HĐND và UBND xã Bình An") == ("UBND xã Bình An",)
    assert parent_lines("Ủy ban nhân dân xã Bình An") == ()
    assert (abbreviation_of("Ủy ban nhân dân xã Bình An"), abbreviation_of("Sở Nội vụ tỉnh Hòa Phú")) == ("UBND", "SNV")
    assert district_in("gửi UBND huyện Bình Minh") is not None
    assert district_in("vùng huyện đảo") is None
    made = write("ke-hoach", PLAIN | {"co_quan": "UBND huyện Bình Minh"})
    assert any("01/7/2025" in note for note in made.notes)


def test_bases() -> None:
    mentions = Mentions([])
    law = "Luật Thư viện số 46/2019/QH14 ngày 21 tháng 11 năm 2019 của Quốc hội"
    assert basis_line(law, mentions) == ("Căn cứ Luật Thư viện", True)
    assert basis_line("Căn cứ Quyết định số 12/QĐ-UBND;", mentions)[1] is False
    assert basis_line("Quyết định số 12/QĐ-UBND ngày 5/3/2026 của UBND xã về thư viện", mentions) == (
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2026 của UBND xã về thư viện", True,
    )  # fmt: skip
    made = write("quyet-dinh", PLAIN | {"can_cu": [law], "theo_de_nghi": "Trưởng phòng Văn hóa - Xã hội"})
    assert [claim.text for claim in made.bases][-1] == "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội"


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("phục vụ nhân dân", "phục vụ Nhân dân"),
        ("Ủy Ban Nhân Dân xã", "Ủy ban nhân dân xã"),
        ("quản lý nhà nước của nhà nước", "quản lý nhà nước của Nhà nước"),
        ("theo Khoản 2 điều 5", "theo khoản 2 Điều 5"),
        ("theo nghị định số 41/2025/NĐ-CP", "theo Nghị định số 41/2025/NĐ-CP"),
        ("tại Tỉnh Hòa Phú và quận 1", "tại tỉnh Hòa Phú và Quận 1"),
        ("sáng thứ hai", "sáng thứ Hai"),
        ("TM. ỦY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN"),
    ],
)
def test_capitals(typed: str, right: str) -> None:
    assert capitalise(typed) == right


@given(st.text(alphabet="aàáạảãâăđeêiouươy ĐÂNUT.,;0123456789", max_size=80))
def test_capitals_are_stable(text: str) -> None:
    assert capitalise(capitalise(text)) == capitalise(text)


def test_lines_become_numbered_blocks() -> None:
    blocks = blocks_from(["Chương 1: Chung", "Điều 1: Phạm vi", "1) Một.", "a) x;", "b) y;", "c) z;", "d) t;", "e) u.",
                          "2. [… nơi làm việc].", "- gạch"])  # fmt: skip
    assert [(b.kind, b.label) for b in blocks] == [
        ("chapter", "I"), ("article", "1"), ("clause", "1"), ("point", "a"), ("point", "b"), ("point", "c"),
        ("point", "d"), ("point", "đ"), ("clause", "2"), ("item", ""),
    ]  # fmt: skip
    assert blocks[8].claims[0].text == "[… nơi làm việc]."


@given(st.integers(1, 3999))
def test_roman(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    figures = [values[letter] for letter in roman(number)]
    assert sum(-a if a < b else a for a, b in zip(figures, [*figures[1:], 0], strict=True)) == number
    assert len(ALPHABET) == 23


def test_numbers_and_days() -> None:
    assert number_line(5, "KH-UBND") == "Số: 05/KH-UBND"
    assert re.fullmatch(r"Số: +/KH-UBND", number_line(None, "KH-UBND"))
    assert date_words(date(2026, 2, 9)) == "ngày 09 tháng 02 năm 2026"
    assert date_words(date(2026, 8, 19)) == "ngày 19 tháng 8 năm 2026"
    assert not re.search(r"ngày \d|tháng \d", date_words(None))


def test_a_sentence() -> None:
    asked = brief_of_sentence(
        PAPER_KINDS["ke-hoach"], "Hãy soạn kế hoạch của UBND xã Bình An về tổ chức ngày hội đọc sách."
    )
    assert asked["agency"] == "UBND xã Bình An"
    assert asked["subject"] == "Tổ chức ngày hội đọc sách"


def test_annexes_are_pointed_to_and_numbered() -> None:
    made = write("ke-hoach", PLAIN | {"phu_luc": [{"ten": "Lịch", "noi_dung": "1. Khai mạc."}, {"ten": "Danh sách"}]})
    assert [annex.number for annex in made.annexes] == ["I", "II"]
    assert "Phụ lục I, II" in words(made)
