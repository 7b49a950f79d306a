"""Legal structure, heading paths, passages: on small texts that hold the difficult turns."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.domain.guide import Guide
from generator.domain.passage import Passage
from generator.reading.lines import block_of
from generator.reading.passages import LIMIT, guide_text
from generator.reading.raw import RawBlock, RawDocument
from generator.reading.understand import understand

DECREE = """
CHÍNH PHỦ
Số: 15/2031/NĐ-CP
Hà Nội, ngày 05 tháng 3 năm 2031
NGHỊ ĐỊNH
Về việc thử nghiệm
Căn cứ Nghị định số 99/2029/NĐ-CP ngày 01 tháng 01 năm 2029 của Chính phủ;
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định việc thử nghiệm.
Điều 2. Giải thích từ ngữ
1. Thử nghiệm là việc làm thử trong phạm vi hẹp.
2. Người tham gia gồm:
a) Cán bộ;
b) Công chức;
c) Viên chức;
d) Người lao động;
đ) Sinh viên;
e) Người khác.
3. Trong 05 ngày làm việc, cơ quan trả lời.
Chương II
Điều 3. Sửa đổi Nghị định cũ
“Điều 7. Tên điều được sửa
1. Nội dung mới.”
Điều 4. Hiệu lực thi hành
1. Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2031.
2. Nghị định này thay thế Nghị định số 14/2025/NĐ-CP ngày 02 tháng 02 năm 2025.
Nơi nhận:
- Lưu: VT.
""".strip().split("\n")


def document(lines: list[str] | list[RawBlock], name: str = "guide.md", pages: int | None = None) -> RawDocument:
    blocks = [block_of(line) if isinstance(line, str) else line for line in lines]
    return RawDocument(file_name=name, media_type="text/markdown", sha256="ab" * 32, blocks=tuple(blocks), pages=pages)


def places(passages: tuple[Passage, ...]) -> dict[str, str]:
    return {unit.address.key(): p.text[unit.start : unit.end] for p in passages for unit in p.units}


def read(lines: list[str]) -> tuple[Guide, dict[str, str]]:
    guide, passages = understand(document(lines))
    return guide, places(passages)


def test_articles_clauses_and_points_follow_the_vietnamese_alphabet() -> None:
    _, found = read(DECREE)
    assert found["chuong:I/dieu:2/khoan:2/diem:đ"] == "đ) Sinh viên;"
    assert found["chuong:I/dieu:2/khoan:2/diem:e"] == "e) Người khác."
    assert found["chuong:I/dieu:2/khoan:3"].startswith("3. Trong 05 ngày")


def test_a_title_on_the_next_line_belongs_to_its_chapter() -> None:
    _, passages = understand(document(DECREE))
    chapter = next(part for p in passages for u in p.units for part in u.address.parts if part.kind == "chuong")
    assert chapter.title == "QUY ĐỊNH CHUNG"


def test_a_quoted_article_is_no_structure() -> None:
    _, found = read(DECREE)
    assert not any("dieu:7" in key for key in found)
    assert "chuong:II/dieu:4/khoan:1" in found


def test_recipients_belong_to_no_article() -> None:
    _, found = read(DECREE)
    assert next(key for key, text in found.items() if text.startswith("- Lưu")) == "heading:Nơi nhận, chữ ký"


def test_metadata_is_its_own_and_not_what_it_cites() -> None:
    guide, _ = read(DECREE)
    assert (guide.number, guide.kind, guide.issuer) == ("15/2031/NĐ-CP", "Nghị định", "Chính phủ")
    assert str(guide.issued_on) == "2031-03-05"
    assert str(guide.effective_from) == "2031-07-01"
    assert guide.replaces == ("14/2025/NĐ-CP",)
    assert guide.title == "Nghị định về việc thử nghiệm"


def test_effective_from_the_day_of_signing() -> None:
    lines = [line.replace("kể từ ngày 01 tháng 7 năm 2031", "kể từ ngày ký") for line in DECREE]
    assert str(read(lines)[0].effective_from) == "2031-03-05"


def test_an_annex_has_its_own_numbering_and_its_decrees_number() -> None:
    guide, found = read(
        [
            "Phụ lục II",
            "QUY TẮC VIẾT HOA",
            "(Kèm theo Nghị định số 15/2031/NĐ-CP ngày 05 tháng 3 năm 2031 của Chính phủ)",
            "I. TÊN NGƯỜI",
            "1. Tên người Việt Nam",
            "a) Viết hoa chữ cái đầu.",
            "b) Tên hiệu cũng vậy.",
            "II. TÊN ĐỊA LÝ",
            "1. Tên tỉnh.",
        ]
    )
    assert guide.number == "15/2031/NĐ-CP"
    assert found["phu_luc:II/muc:I/khoan:1/diem:b"] == "b) Tên hiệu cũng vậy."
    assert found["phu_luc:II/muc:II/khoan:1"] == "1. Tên tỉnh."


def test_numbers_in_running_text_are_no_clauses() -> None:
    _, found = read(
        ["Điều 1. Một", "Nội dung.", "2020. Năm ấy có lũ.", "Điều 2. Hai", "1. Thật.", "7. Không phải khoản."]
    )
    assert set(found) == {"dieu:1", "dieu:2", "dieu:2/khoan:1"}


def test_heading_paths_and_steps() -> None:
    heading = lambda text, level: RawBlock(kind="heading", text=text, level=level)  # noqa: E731
    blocks = [
        heading("Hướng dẫn nộp hồ sơ", 1),
        heading("1. Chuẩn bị", 2),
        RawBlock(kind="paragraph", text="Cần giấy tờ."),
        heading("2. Cách làm", 2),
        heading("2.1. Trên mạng", 3),
        RawBlock(kind="paragraph", text="Bước 1: Đăng nhập."),
        RawBlock(kind="paragraph", text="Bước 2: Nộp."),
    ]
    guide, passages = understand(document(blocks))
    assert guide.title == "Hướng dẫn nộp hồ sơ"
    assert "heading:2/heading:2.1/step:2" in places(passages)


def test_a_guide_without_pages_claims_none() -> None:
    _, passages = understand(document(DECREE))
    assert all(passage.pages is None for passage in passages)


def test_pages_run_from_first_to_last() -> None:
    blocks = [RawBlock(kind="paragraph", text=f"Câu số {n} của trang.", page=n) for n in (3, 4)]
    _, passages = understand(document(blocks, pages=9))
    assert passages[0].pages == (3, 4)
    assert passages[0].page_at(len(passages[0].text) - 2) == 4


_WORD = st.sampled_from(
    ["Điều 1. Tên", "1. Khoản", "a) Điểm", "- gạch", "Chương I", "nội dung dài", "Phụ lục I", "Kết thúc."]
)
_LINE = st.builds(lambda head, n: head + " có mười từ trong một câu như thế này." * n, _WORD, st.integers(0, 45))


@settings(max_examples=60, deadline=None)
@given(st.lists(_LINE, min_size=1, max_size=25))
def test_every_word_lies_in_exactly_one_passage(lines: list[str]) -> None:
    """Spans are true, passages follow each other, none is far over the limit, ids are unique and repeatable."""
    raw = document(lines)
    text = guide_text(raw.blocks)
    _, passages = understand(raw)
    assert [p.text for p in passages] == [text[p.start : p.end] for p in passages]
    assert all(first.end <= second.start for first, second in pairwise(passages))
    assert " ".join(" ".join(p.text for p in passages).split()) == " ".join(text.split())
    assert all(len(p.text.split()) <= LIMIT + 60 for p in passages)
    assert len({p.id for p in passages}) == len(passages)
    assert understand(raw)[1] == passages
    for passage in passages:
        assert all(0 <= u.start < u.end <= len(passage.text) for u in passage.units)
