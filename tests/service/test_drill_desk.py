"""Drills through the service: from guides, handed in once, seen by nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.domain.people import Actor
from generator.errors import InputError, NotFound
from generator.service import Soan

ONE = Actor(id="u-one", roles=frozenset({"learner"}))
TWO = Actor(id="u-two", roles=frozenset({"learner"}))


@pytest.fixture
def stocked(soan: Soan) -> Soan:
    soan.add_guides([Path(__file__).parents[2] / "corpus" / "vi" / "08-thu-tuc-cu-tru.md"])
    return soan


def test_a_drill_from_start_to_result(stocked: Soan) -> None:
    shown = stocked.drills.start(ONE, "đăng ký tạm trú", seed=5)
    assert len(shown.statements) >= 4
    result = stocked.drills.submit(ONE, shown.id, [1])
    assert result.found + result.false_alarms == 1
    assert all(verdict.evidence.quote and verdict.evidence.address for verdict in result.verdicts)
    assert [mine.drill_id for mine in stocked.drills.mine(ONE)] == [shown.id]
    done = {step.step.id: step.done for step in stocked.practice.progress(ONE).steps}
    assert done["drill"]


def test_results_are_the_learners_own(stocked: Soan) -> None:
    shown = stocked.drills.start(ONE, seed=5)
    with pytest.raises(NotFound):
        stocked.drills.submit(TWO, shown.id, [1])
    stocked.drills.submit(ONE, shown.id, [])
    assert stocked.drills.mine(TWO) == []


def test_handed_in_once_and_with_numbers_that_exist(stocked: Soan) -> None:
    shown = stocked.drills.start(ONE, seed=5)
    with pytest.raises(InputError):
        stocked.drills.submit(ONE, shown.id, [99])
    stocked.drills.submit(ONE, shown.id, [])
    with pytest.raises(InputError):
        stocked.drills.submit(ONE, shown.id, [])
