"""Drills: made from sourced sentences, the same for the same seed, marked exactly."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from generator.checks.planting import PLANT_KINDS
from generator.domain.drill import Evidence
from generator.errors import NothingRelevant
from generator.practice.drills import Grounded, make_drill, mark_drill

NOW = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
WORDS = [
    "Cơ quan trả kết quả trong 5 ngày làm việc kể từ ngày nhận đủ hồ sơ.",
    "Quy chế này có hiệu lực từ ngày 15/3/2026 tại toàn bộ các xã.",
    "Bộ Tư pháp hướng dẫn việc cấp bản sao từ sổ gốc cho người dân.",
    "Cán bộ không được chụp ảnh giấy tờ của người dân bằng máy riêng.",
    "Công an cấp xã tiếp nhận hồ sơ đăng ký tạm trú của công dân.",
    "Thủ tục mã 1.004222 được thực hiện trực tuyến toàn trình.",
    "Trách nhiệm của người ký văn bản nêu tại khoản 2 Điều 5.",
    "Người dân mang bản chính giấy tờ để đối chiếu khi nộp hồ sơ.",
    "Lệ phí được thu bằng tiền mặt hoặc bằng chuyển khoản tại quầy.",
    "Kết quả được trả tại nơi đã nộp hồ sơ hoặc qua bưu điện.",
]
LINES = [Grounded(text, Evidence(quote=text, address=f"Điều {n}")) for n, text in enumerate(WORDS, 1)]


def test_the_same_seed_makes_the_same_drill() -> None:
    one, two = (make_drill("hồ sơ", LINES, "vi", seed=8, now=NOW) for _ in range(2))
    assert one == two


@pytest.mark.parametrize("errors", [0, 1, 2, 3])
def test_errors_are_where_the_key_says_and_nowhere_else(errors: int) -> None:
    for seed in range(30):
        drill = make_drill("hồ sơ", LINES, "vi", seed=seed, now=NOW, errors=errors)
        assert len(drill.errors) == errors
        wrong = {error.number for error in drill.errors}
        for statement, evidence in zip(drill.statements, drill.evidence, strict=True):
            assert (statement.text != evidence.quote) == (statement.number in wrong)


def test_some_answers_have_no_error_and_kinds_are_balanced() -> None:
    drills = [make_drill("hồ sơ", LINES, "vi", seed=seed, now=NOW) for seed in range(240)]
    assert 15 <= sum(not drill.errors for drill in drills) <= 70
    kinds = Counter(error.kind for drill in drills for error in drill.errors)
    assert set(kinds) == set(PLANT_KINDS)
    assert max(kinds.values()) <= 2 * min(kinds.values())


def test_a_learner_meets_every_kind_in_turn() -> None:
    met: Counter[str] = Counter()
    for seed in range(8):
        drill = make_drill("hồ sơ", LINES, "vi", seed=seed, now=NOW, practised=met, errors=1)
        met.update(error.kind for error in drill.errors)
    assert set(met) == set(PLANT_KINDS)


def test_marks_are_counted() -> None:
    drill = make_drill("hồ sơ", LINES, "vi", seed=1, now=NOW, errors=2)
    wrong = sorted(error.number for error in drill.errors)
    right = next(s.number for s in drill.statements if s.number not in wrong)
    result = mark_drill(drill, {wrong[0], right}, now=NOW)
    assert (result.found, result.missed, result.false_alarms) == (1, 1, 1)
    assert result.score == 33
    assert mark_drill(drill, set(wrong), now=NOW).score == 100


def test_an_answer_without_errors_rewards_leaving_it_alone() -> None:
    drill = make_drill("hồ sơ", LINES, "vi", seed=1, now=NOW, errors=0)
    assert mark_drill(drill, set(), now=NOW).score == 100
    assert mark_drill(drill, {1}, now=NOW).score == 50


def test_the_key_is_not_shown() -> None:
    drill = make_drill("hồ sơ", LINES, "vi", seed=1, now=NOW, errors=2)
    assert set(drill.shown().model_dump()) == {"id", "language", "topic", "statements"}


def test_too_little_material_is_refused() -> None:
    with pytest.raises(NothingRelevant):
        make_drill("hồ sơ", LINES[:3], "vi", seed=1, now=NOW)
