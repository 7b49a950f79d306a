"""Pages of the public-service portal that were saved as one line, written here after the portal's layout."""

from __future__ import annotations

from pathlib import Path

from generator.domain.text import words
from generator.reading.files import read_file
from generator.reading.formats.plain import read_text
from generator.reading.formats.portal import is_portal
from generator.reading.raw import RawBlock

MENU = (
    "Cổng Dịch vụ công Quốc gia Thông tin và dịch vụ Thủ tục hành chính liên thông Dịch vụ công trực tuyến "
    "Thanh toán phí/lệ phí dịch vụ công Tra cứu kết quả trả lời Đánh giá chất lượng phục vụ "
    "Thủ tục hành chính liên thông Chi tiết thủ tục hành chính "
)
FOOT = (
    " Chọn cơ quan thực hiện Hệ thống chỉ hiển thị những cơ quan (Sở/xã đã áp dụng dịch vụ công) Bộ, cơ quan, "
    "địa phương cung cấp dịch vụ công trực tuyến Thông tin phí, lệ phí Cơ quan chủ quản: Văn phòng Chính phủ "
    "Tổng đài hỗ trợ: 18001096 "
)
LONG = "Cán bộ kiểm tra giấy tờ và ghi sổ theo dõi hằng ngày của bộ phận một cửa tại xã nơi người nộp đang cư trú. " * 9
STEPS = (
    "- Bước 1: Người nộp lấy giấy hẹn. - Bước 2: Bộ phận một cửa - Ủy ban nhân dân xã xem giấy tờ: "
    "+ Nếu đủ thì nhận. + Nếu thiếu thì ghi phiếu. " + LONG + "- Bước 3: Nhận kết quả theo giấy hẹn. "
)
WAYS = (
    "Phí: 20.000 Đồng Xem chi tiết Phí: Miễn phí Đồng Xem chi tiết - Nộp trực tiếp tại xã. Thời hạn giải quyết: "
    "- 05 ngày làm việc. Lệ phí: Đồng Xem chi tiết - Thông qua dịch vụ bưu chính (nếu có). "
)
PAPERS = (
    "* Hồ sơ của người nuôi ong gồm: - Tờ khai số đàn (Mẫu ON01) "
    "Mau ON01 to khai dan ong.doc Bản chính: 1 - Bản sao: 0 "
    "Trường hợp người nuôi chuyển đàn sang tỉnh khác trong mùa hoa... + Giấy xác nhận nơi đặt đàn; "
    "Bản chính: 0 - Bản sao: 2 "
)
END = "Ủy ban nhân dân cấp xã Yêu cầu, điều kiện thực hiện Đàn ong đã được kiểm dịch."
PAGE = MENU + "Kê khai đàn ong mật Xem chi tiết " + STEPS + WAYS + PAPERS + END + FOOT


def texts(blocks: list[RawBlock], kind: str | None = None) -> list[str]:
    return [block.text for block in blocks if kind in (None, block.kind)]


def test_the_parts_stand_under_their_names_and_the_menu_is_gone() -> None:
    assert is_portal(PAGE)
    content = read_text(PAGE)
    assert content.title == "Kê khai đàn ong mật"
    assert texts(content.blocks, "heading") == [
        "Kê khai đàn ong mật",
        "Trình tự thực hiện",
        "Cách thức thực hiện",
        "Thành phần hồ sơ",
        "Hồ sơ của người nuôi ong gồm",
        "Trường hợp người nuôi chuyển đàn sang tỉnh khác trong mùa hoa...",
        "Cơ quan thực hiện",
        "Yêu cầu, điều kiện thực hiện",
    ]
    whole = "\n".join(texts(content.blocks))
    for debris in ("Xem chi tiết", "Cổng Dịch vụ công", "18001096", "Chọn cơ quan", "Chi tiết thủ tục", "Tra cứu"):
        assert debris not in whole


def test_steps_and_their_lists_keep_their_order() -> None:
    blocks = read_text(PAGE).blocks
    steps = [block.text for block in blocks if block.text.startswith("Bước")]
    assert steps[0] == "Bước 1: Người nộp lấy giấy hẹn."
    assert steps[1] == "Bước 2: Bộ phận một cửa - Ủy ban nhân dân xã xem giấy tờ:"  # a dash between names is no list
    assert steps[2] == "Bước 3: Nhận kết quả theo giấy hẹn."
    assert "+ Nếu đủ thì nhận." in texts(blocks, "item")


def test_a_fee_printed_before_its_way_is_put_under_it() -> None:
    items = texts(read_text(PAGE).blocks, "item")
    at = items.index("- Nộp trực tiếp tại xã.")
    assert "Phí: 20.000 Đồng" in items[at:] and "Phí: Miễn phí" in items[at:]
    assert not any("Lệ phí: Đồng" in item for item in items)
    assert "- 05 ngày làm việc." in items


def test_papers_carry_their_copies_and_forms() -> None:
    items = texts(read_text(PAGE).blocks, "item")
    assert "Tờ khai số đàn (Mẫu ON01) (Bản chính: 1 - Bản sao: 0)" in items
    assert "Mau ON01 to khai dan ong.doc" in items
    assert "Giấy xác nhận nơi đặt đàn (Bản chính: 0 - Bản sao: 2)" in items


def test_a_page_without_fees_has_its_ways_after_the_last_step() -> None:
    page = MENU + "Kê khai đàn ong mật Xem chi tiết " + STEPS + "- Gọi điện cho cán bộ thú y xã. " + PAPERS + END + FOOT
    blocks = read_text(page).blocks
    heads = texts(blocks)
    assert heads.index("Cách thức thực hiện") + 1 == heads.index("- Gọi điện cho cán bộ thú y xã.")


def test_a_detail_page_with_captions_and_colons() -> None:
    page = (
        MENU
        + "Mã thủ tục: 9.000001 Tên thủ tục: Kê khai đàn ong Trình tự thực hiện: "
        + STEPS
        + "Cách thức thực hiện: Nộp trực tiếp tại xã. Căn cứ pháp lý: Luật Chăn nuôi số 32/2018/QH14"
        + FOOT
    )
    content = read_text(page)
    assert content.title == "Kê khai đàn ong"
    heads = texts(content.blocks, "heading")
    for caption in ("Mã thủ tục", "Tên thủ tục", "Trình tự thực hiện", "Cách thức thực hiện", "Căn cứ pháp lý"):
        assert heads.count(caption) == 1


def test_a_run_on_text_loses_no_word(tmp_path: Path) -> None:
    text = "Điều 1. Phạm vi. 1. Khoản một nói về ong; a) Điểm a. Dr. Smith came. " + LONG * 3
    path = tmp_path / "line.txt"
    path.write_text(text, encoding="utf-8")
    blocks = read_file(path).blocks
    assert len(blocks) > 8
    assert [word for block in blocks for word in words(block.text)] == words(text)
    assert all(len(block.text.split()) <= 130 for block in blocks)
    assert any(block.text.startswith("Điều 1.") for block in blocks)
