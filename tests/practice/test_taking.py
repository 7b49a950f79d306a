"""Order and marks of a quiz that is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.quiz import Option
from generator.practice.taking import option_order, read_number, same_words, shuffled


@given(st.text(), st.integers(0, 9))
def test_shuffled_is_an_order_never_the_right_one_and_always_the_same(seed: str, count: int) -> None:
    order = shuffled(seed, count)
    assert sorted(order) == list(range(count)) and order == shuffled(seed, count)
    assert count < 2 or order != sorted(order)


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (("03 ngày", "05 ngày", "07 ngày"), "vi"),
        (("Nộp tại xã", "Nộp qua mạng", "Cả A và B"), "vi"),
        (("Đọc", "Ghi", "Tất cả các phương án trên"), "vi"),
        (("Read", "Write", "None of the above"), "en"),
        (("पढ़ना", "लिखना", "उपरोक्त सभी"), "hi"),
    ],
)
def test_options_that_would_suffer_stay_in_their_order(texts: tuple[str, ...], language: str) -> None:
    options = tuple(Option(text=text, correct=not number) for number, text in enumerate(texts))
    assert all(option_order(options, str(seed), language) == [0, 1, 2] for seed in range(20))


def test_other_options_are_shuffled() -> None:
    options = tuple(Option(text=text, correct=text == "Văn thư") for text in ("Văn thư", "Kế toán", "Bảo vệ", "Lái xe"))
    assert len({tuple(option_order(options, str(seed), "vi")) for seed in range(30)}) > 5


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("05", "vi", 5), ("5,5 ngày", "vi", 5.5), ("1.200.000 đồng", "vi", 1_200_000), ("2.5", "vi", 2.5),
        ("1,200.5", "en", 1200.5), ("khoảng 7 ngày", "vi", 7), ("bảy", "vi", None), ("-3", "en", -3),
        ("2,5", "en", 2.5),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(words: str, language: str, value: float | None) -> None:
    assert read_number(words, language) == value


def test_words_count_whatever_the_case_and_tone_place() -> None:
    assert same_words(" Ủy BAN  nhân dân xã. ", "uỷ ban nhân dân xã") and not same_words("uy ban", "ủy ban")
