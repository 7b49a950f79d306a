"""What counts as personal data and what does not, in three languages and many spellings."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.personal_data import IDENTIFIERS, find_personal_data
from generator.checks.personal_data.checksums import gstin, iban, luhn, tax_code, verhoeff

FOUND = [
    ("Số CCCD của tôi là 056191004321.", "citizen_id", "056191004321"),
    ("CCCD 056 191 004 321 đã hết hạn", "citizen_id", "056 191 004 321"),
    ("CCCD: 056.191.004.321", "citizen_id", "056.191.004.321"),
    ("CCCD O56l91004321 (quét)", "citizen_id", "O56l91004321"),
    ("so can cuoc 056191004321 nhe", "citizen_id", "056191004321"),
    ("CCCD ０５６１９１００４３２１", "citizen_id", "０５６１９１００４３２１"),
    ("CMND số 225 114 908", "old_id", "225 114 908"),
    ("Gọi 0905.123.774 giúp", "phone", "0905.123.774"),
    ("SĐT +84 (0) 905 123 774", "phone", "+84 (0) 905 123 774"),
    ("gọi cho tôi: không chín không năm, một hai ba, bảy bảy bốn", "phone",
     "không chín không năm, một hai ba, bảy bảy bốn"),
    ("फोन ९८२७१ २३४५६ पर बात करें", "phone", "९८२७१ २३४५६"),
    ("call her on +91 98271 23456", "phone", "+91 98271 23456"),
    ("ring me: nine eight double seven one two three four five six", "phone",
     "nine eight double seven one two three four five six"),
    ("mst 0100047516 của hộ kinh doanh", "tax_code", "0100047516"),
    ("mã số BHXH 7913005512", "social_insurance", "7913005512"),
    ("thẻ BHYT DN4 56 7913005512", "health_insurance", "DN4 56 7913005512"),
    ("hộ chiếu B7712345", "passport", "B7712345"),
    ("GPLX 560191004321", "driving_licence", "560191004321"),
    ("xe biển số 79A1-123.45", "licence_plate", "79A1-123.45"),
    ("गाड़ी MP04 AB 1234 का चालान", "licence_plate", "MP04 AB 1234"),
    ("chuyển vào STK 19033344556677 Techcombank", "bank_account", "19033344556677"),
    ("Aadhaar 2341 2341 2346", "aadhaar", "2341 2341 2346"),
    ("PAN ABCPE1234F", "pan_in", "ABCPE1234F"),
    ("thẻ Visa 4111 1111 1111 1111", "card", "4111 1111 1111 1111"),
    ("IBAN GB82 WEST 1234 5698 7654 32", "iban", "GB82 WEST 1234 5698 7654 32"),
    ("thư gửi hoa.tran88@gmail.com", "email", "hoa.tran88@gmail.com"),
    ("viết cho hoatran88 (at) gmail (dot) com", "email", "hoatran88 (at) gmail (dot) com"),
    ("Mật khẩu: Khanh#2026", "credential", "Khanh#2026"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_found_at_its_place(text: str, kind: str, words: str) -> None:
    found = [datum for datum in find_personal_data(text) if datum.kind == kind]
    assert [datum.text for datum in found] == [words]
    assert text[found[0].start : found[0].end] == words


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_found_in_decomposed_text_too(text: str, kind: str, words: str) -> None:
    """Offsets are code points of the text as given."""
    given_text = unicodedata.normalize("NFD", text)
    found = [datum for datum in find_personal_data(given_text) if datum.kind == kind]
    assert len(found) == 1
    assert unicodedata.normalize("NFC", given_text[found[0].start : found[0].end]) == unicodedata.normalize(
        "NFC", words
    )


CLEAN = [
    "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 quy định công tác văn thư.",
    "Thủ tục mã 1.004222 có lệ phí 20.000 đồng.",
    "Gọi 1900 1234, 18001096, 113 hoặc 1022 khi cần.",
    "Văn phòng UBND xã Hòa Trí, điện thoại 0258 3845 123.",
    "Hotline xã: 0905 123 774.",
    "Email hành chính: motcua.hoatri@khanhhoa.gov.vn",
    "Số căn cước 056*******21, điện thoại 09xx xxx 774",
    "Ông Nguyễn Văn A, CCCD 000000000001, điện thoại 0400 000 001, a@example.vn",
    "Chủ tịch UBND xã Trần Văn Bình phát biểu khai mạc.",
    "Đặt tên đường Nguyễn Thị Minh Khai và Trần Hưng Đạo.",
    "Serial máy in 056191004321, IMEI 356938035643809",
    "Đổi mật khẩu 90 ngày một lần.",
    "Tổng kinh phí 056191004321 đồng",
    "Biển xanh 79A-001.23 của cơ quan",
    "Tuyên truyền phòng chống sốt xuất huyết, lao phổi cho người dân.",
    "ISBN 978-604-80-1234-5, phiên bản 5.12.0.20",
    "Helpline 1098, 112 and 1930 are free.",
    "आधार संख्या 12 अंकों की होती है: XXXX XXXX 1234",
    "Trẻ sinh từ ngày 01/01/2026 trở đi được cấp mã.",
    "https://dichvucong.gov.vn/p/home/056191004321",
]


@pytest.mark.parametrize("text", CLEAN)
def test_public_masked_and_made_up_things_are_left(text: str) -> None:
    assert [datum for datum in find_personal_data(text) if datum.kind != "office_contact"] == []


def _kinds(text: str) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for datum in find_personal_data(text):
        kinds.setdefault(datum.kind, []).append(datum.text)
    return kinds


def test_a_name_counts_only_with_another_datum() -> None:
    assert _kinds("Viết thư mời ông Phạm Quốc Hùng dự họp.") == {}
    assert _kinds("Viết thư mời ông Phạm Quốc Hùng, CCCD 056091004321.")["person_name"] == ["Phạm Quốc Hùng"]


def test_names_in_a_list_of_people() -> None:
    text = "1. Chamaléa Thị Mén – 02/03/1980 – CCCD 058180001234\n2. H'Wen Niê, 04/05/1991, 0905 123 774"
    kinds = _kinds(text)
    assert kinds["person_name"] == ["Chamaléa Thị Mén", "H'Wen Niê"]
    assert kinds["birth_date"] == ["02/03/1980", "04/05/1991"]


def test_names_under_a_heading() -> None:
    kinds = _kinds("Name\tDOB\tMobile\nPinăng Thoa\t1990-02-17\t0905123774\nMaria Lopez\t1985-01-02\t0905123775")
    assert kinds["person_name"] == ["Pinăng Thoa", "Maria Lopez"]


def test_an_unmarked_name_after_a_title() -> None:
    assert _kinds("gui ba le thi hoa, sdt 0905123774")["person_name"] == ["le thi hoa"]


def test_a_hindi_name_ends_before_the_postposition() -> None:
    kinds = _kinds("श्रीमती कमला बाई को फोन 98271 23456 पर सूचना दें।")
    assert kinds["person_name"] == ["कमला बाई"]


def test_the_head_of_an_office_is_no_private_person() -> None:
    kinds = _kinds("Chủ tịch UBND xã Lê Văn Thành trả lời bà Đỗ Thị Lan, CCCD 056180001234.")
    assert kinds["person_name"] == ["Đỗ Thị Lan"]


def test_an_address_of_a_person_and_not_of_an_office() -> None:
    kinds = _kinds("Bà Đỗ Thị Lan, trú tại số 12/3 đường Lê Lợi, phường Bắc Nha Trang, tỉnh Khánh Hòa, SĐT 0905123774")
    assert kinds["address"] == ["số 12/3 đường Lê Lợi, phường Bắc Nha Trang, tỉnh Khánh Hòa"]
    assert "address" not in _kinds("Trụ sở tại số 12 đường Lê Lợi, phường Bắc Nha Trang; khách: 0905123774")


def test_health_of_a_person_with_its_stage() -> None:
    kinds = _kinds("Ông Lê Văn Thành, CCCD 056080001234, bị suy thận mạn giai đoạn cuối, xin trợ cấp.")
    assert kinds["health_condition"] == ["suy thận mạn giai đoạn cuối"]


def test_a_contact_of_an_office_is_told_apart() -> None:
    kinds = _kinds(
        "Trả lời chị Đỗ Thị Lan (lan.do@gmail.com). Liên hệ Trung tâm Phục vụ HCC, điện thoại 0258.3845.123."
    )
    assert kinds["office_contact"] == ["0258.3845.123"]
    assert kinds["email"] == ["lan.do@gmail.com"]


def test_the_nearest_word_says_what_a_number_is() -> None:
    kinds = _kinds("MST 8342319443; sổ BHXH 3805781968; STK 4903205247523; CCCD 056080001234")
    assert kinds["tax_code"] == ["8342319443"]
    assert kinds["social_insurance"] == ["3805781968"]
    assert kinds["bank_account"] == ["4903205247523"]


def test_check_digits() -> None:
    assert verhoeff("234123412346")
    assert not verhoeff("234123412345")
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")
    assert tax_code("0100047516")
    assert not tax_code("0100047517")
    assert iban("GB82WEST12345698765432")
    assert gstin("27AAPFU0939F1ZV")


@given(st.text(alphabet=st.sampled_from("0123456789 .-/:,()+@aAăđĐmMậ\nCDNHXT०९सह"), max_size=120))
def test_any_text_is_survived_and_spans_hold(text: str) -> None:
    data = find_personal_data(text)
    for one, following in pairwise(data):
        assert one.end <= following.start
    for datum in data:
        assert text[datum.start : datum.end] == datum.text
        assert datum.text.strip()
        assert datum.kind not in IDENTIFIERS or any(ch.isalnum() for ch in datum.text)


def test_a_form_typed_without_marks_inside_a_marked_request() -> None:
    kinds = _kinds('Gõ lại có dấu giúp tôi: "Ho va ten: DANG THI NO So CCCD: 056182001234 Nam sinh: 1982"')
    assert kinds["person_name"] == ["DANG THI NO"]
    assert kinds["birth_date"] == ["1982"]


def test_a_point_on_a_map_is_nobodys() -> None:
    assert _kinds("Trạm bơm ở 12.23881, 109.19672 cần chú thích.") == {}


def test_a_given_name_beside_a_number() -> None:
    assert _kinds("Nhắn bác Bảy, số 0905 123 774, chiều lên xã.")["person_name"] == ["Bảy"]


def test_titles_in_capitals_are_no_names() -> None:
    assert _kinds("He won the Customer Service Award. Call 0905 123 774.").keys() == {"phone"}


def test_rows_of_a_comma_separated_file() -> None:
    kinds = _kinds("ho_ten,cccd,sdt\nNguyen Thi Sau,056182001234,0905123774\nTran Be Nam,056091004321,0905123775")
    assert kinds["citizen_id"] == ["056182001234", "056091004321"]
    assert kinds["phone"] == ["0905123774", "0905123775"]
    assert kinds["person_name"] == ["Nguyen Thi Sau", "Tran Be Nam"]
