"""Quantities in any writing are one value."""

from __future__ import annotations

import pytest

from generator.grounding.quantities import read_quantities, same


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("vi", "30 ngày", "ba mươi ngày"),
        ("vi", "2 triệu đồng", "2.000.000 đồng"),
        ("vi", "1,5 triệu đồng", "1.500.000 đồng"),
        ("vi", "24 giờ", "một ngày"),
        ("vi", "1/3 diện tích", "một phần ba diện tích"),
        ("vi", "02 năm", "24 tháng"),
        ("vi", "12,5%", "12,5 phần trăm"),
        ("vi", "ngày 05/9/2024", "ngày 5 tháng 9 năm 2024"),
        ("vi", "Thông tư số 12/2021/TT-BTC", "thông tư 12/2021/TT-BTC"),
        ("vi", "hai mươi lăm người", "25 người"),
        ("en", "one hundred and twenty days", "120 days"),
        ("en", "March 4, 2019", "4 March 2019"),
        ("en", "$3.5 million", "3,500,000 dollars"),
        ("en", "three quarters", "3/4"),
        ("hi", "३० दिन", "तीस दिन"),
        ("hi", "2.5 लाख रुपये", "2,50,000 रुपये"),
        ("hi", "15 अगस्त 1947", "15 अगस्त, 1947"),
    ],
)
def test_same_value_in_two_writings(language: str, one: str, other: str) -> None:
    first, second = read_quantities(one, language), read_quantities(other, language)
    assert len(first) == len(second) == 1
    assert same(first[0], second[0])


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("vi", "05 ngày làm việc", "05 ngày"),
        ("vi", "1 tháng", "30 ngày"),
        ("vi", "12/2021/TT-BTC", "13/2021/TT-BTC"),
        ("vi", "khoản 2 Điều 5", "khoản 3 Điều 5"),
        ("en", "10%", "10 days"),
        ("hi", "15 अगस्त 1947", "16 अगस्त 1947"),
    ],
)
def test_different_values_differ(language: str, one: str, other: str) -> None:
    first, second = read_quantities(one, language), read_quantities(other, language)
    assert not all(any(same(a, b) for b in second) for a in first)


def test_spans_are_of_the_given_text() -> None:
    text = "Nộp ２０ bản trong ba ngày, kể từ ngày 01/02/2023."
    for quantity in read_quantities(text, "vi"):
        assert text[quantity.start : quantity.end].strip() == quantity.text


def test_years_and_five_are_told_apart() -> None:
    years, months = read_quantities("sau ba năm và hai tháng", "vi")
    assert (years.value, months.value) == (36.0, 2.0)


def test_list_numbers_are_not_quantities() -> None:
    assert read_quantities("1. Lập hồ sơ.\n2. Gửi hồ sơ.", "vi") == []
