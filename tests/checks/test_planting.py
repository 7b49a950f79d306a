"""A planted sentence stays readable, and the quote alone shows that it is wrong."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.planting import PLANT_KINDS, PlantKind, plant, possible_kinds
from generator.domain.base import Language

SENTENCES: list[tuple[Language, PlantKind, str]] = [
    ("vi", "number", "Cơ quan trả kết quả trong 5 ngày làm việc kể từ ngày nhận đủ hồ sơ."),
    ("vi", "date", "Việc đánh số kết thúc vào ngày 31 tháng 12 năm 2026."),
    ("vi", "number", "Lệ phí là 20.000 đồng mỗi trường hợp."),
    ("vi", "date", "Quy chế này có hiệu lực từ ngày 15/3/2026."),
    ("vi", "date", "Quy chế được ban hành ngày 15 tháng 3 năm 2026."),
    ("vi", "article", "Trách nhiệm của người ký nêu tại khoản 2 Điều 5."),
    ("vi", "agency", "Bộ Tư pháp hướng dẫn việc cấp bản sao."),
    ("vi", "authority", "Công an cấp xã tiếp nhận hồ sơ của công dân."),
    ("vi", "negation", "Cán bộ không được chụp ảnh giấy tờ của người dân."),
    ("vi", "negation", "Người nộp phải xuất trình bản chính để đối chiếu."),
    ("vi", "procedure_code", "Thủ tục mã 1.004222 thực hiện trực tuyến toàn trình."),
    ("en", "number", "The office answers within 10 working days."),
    ("en", "date", "The playbook was published on 10 February 2025."),
    ("en", "negation", "Staff must not paste names of citizens."),
    ("en", "agency", "Singapore asks every officer to label the text."),
    ("hi", "number", "कार्यालय 15 दिनों में उत्तर देता है।"),
    ("hi", "negation", "नागरिक का नाम किसी सार्वजनिक औज़ार में न डालें।"),
    ("hi", "date", "यह नियम 10 फ़रवरी 2025 को आया।"),
]


@pytest.mark.parametrize(("language", "kind", "sentence"), SENTENCES)
def test_the_error_is_in_the_sentence_and_not_in_the_quote(language: Language, kind: PlantKind, sentence: str) -> None:
    for seed in range(12):
        planted = plant(sentence, sentence, kind, language=language, rng=Random(seed))
        assert planted is not None
        assert planted.text != sentence
        assert planted.text[planted.start : planted.end] == planted.now
        assert planted.was in sentence
        assert planted.text.replace(planted.now, planted.was, 1).lower() == sentence.lower()


def test_the_same_seed_plants_the_same_error() -> None:
    sentence = SENTENCES[0][2]
    one, two = (plant(sentence, sentence, "number", language="vi", rng=Random(5)) for _ in range(2))
    assert one == two


def test_what_the_quote_does_not_hold_is_left_alone() -> None:
    """The quote must show the error: a figure that it does not carry convicts nobody."""
    claim = "Thời hạn là 5 ngày làm việc."
    assert plant(claim, "Thời hạn do cơ quan tiếp nhận thông báo.", "number", language="vi", rng=Random(1)) is None


def test_nothing_is_planted_that_the_material_confirms() -> None:
    claim = "Thủ tục có 2 bước."
    material = " ".join(f"Có {n} bước." for n in range(1, 9) if n != 2)
    assert plant(claim, claim, "number", language="vi", rng=Random(1), material=material) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Không chỉ cán bộ mà cả người dân phải kiểm tra.",
        "Nếu không có bản chính thì phải nộp bản sao.",
        "Câu lệnh cho biết không được làm gì.",
    ],
)
def test_a_sentence_with_a_contrast_or_condition_is_not_turned(sentence: str) -> None:
    assert plant(sentence, sentence, "negation", language="vi", rng=Random(1)) is None


def test_an_invented_step_is_a_sentence_of_its_own() -> None:
    planted = plant("Bước 1: đăng nhập.", "Bước 1: đăng nhập.", "step", language="vi", rng=Random(2))
    assert planted is not None
    assert planted.was == ""
    assert planted.text.endswith(".")


def test_months_keep_their_days() -> None:
    sentence = "Quy chế có hiệu lực từ ngày 31/5/2026."
    for seed in range(40):
        planted = plant(sentence, sentence, "date", language="vi", rng=Random(seed))
        assert planted is not None
        assert planted.text.split("31/")[1].split("/")[0] not in {"2", "4", "6", "9", "11"}


def test_possible_kinds_names_what_can_be_planted() -> None:
    sentence = "Bộ Tư pháp phải trả lời trong 5 ngày làm việc theo Điều 7."
    assert set(possible_kinds(sentence, sentence, "vi")) == {"agency", "article", "negation", "number"}


@given(st.text(max_size=80), st.sampled_from(PLANT_KINDS), st.sampled_from(["vi", "en", "hi"]), st.integers(0, 9))
def test_any_text_is_survived(text: str, kind: PlantKind, language: Language, seed: int) -> None:
    planted = plant(text, text, kind, language=language, rng=Random(seed))
    assert planted is None or planted.text[planted.start : planted.end] == planted.now


def test_a_day_is_no_quantity() -> None:
    sentence = "Số văn bản kết thúc vào ngày 31 tháng 12 hằng năm."
    assert plant(sentence, sentence, "number", language="vi", rng=Random(1)) is None
