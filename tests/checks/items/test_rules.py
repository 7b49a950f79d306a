"""Every rule of the examiner on items of our own that break it (`broken.jsonl`) and that only look so
(`sound.jsonl`); `about` names the rule. Those of `flawless.jsonl` break none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.checks.items import CHECKS, Question, examine, flaws_of
from generator.checks.items.rows import read_rows
from generator.errors import InputError

HERE = Path(__file__).parent
BROKEN = list(read_rows(HERE / "broken.jsonl"))
SOUND = list(read_rows(HERE / "sound.jsonl"))
Row = tuple[Question, dict[str, Any]]


def _name(row: Row) -> str:
    return f"{row[0].id}-{row[1]['about']}"


@pytest.mark.parametrize("row", BROKEN, ids=_name)
def test_finds_the_flaw(row: Row) -> None:
    assert row[1]["about"] in flaws_of(row[0])


@pytest.mark.parametrize("row", SOUND, ids=_name)
def test_lets_the_look_alike_pass(row: Row) -> None:
    assert row[1]["about"] not in flaws_of(row[0])


@pytest.mark.parametrize(
    "question", [question for question, _ in read_rows(HERE / "flawless.jsonl")], ids=lambda q: q.id
)
def test_a_flawless_item_passes_clean(question: Question) -> None:
    assert not flaws_of(question)


def test_every_rule_is_tried_both_ways() -> None:
    assert {row["about"] for _, row in BROKEN} == set(CHECKS) == {row["about"] for _, row in SOUND}


@pytest.mark.parametrize("language", ["vi", "en", "hi"])
def test_a_finding_names_place_reason_and_repair(language: str) -> None:
    for question, row in BROKEN:
        found = [finding for finding in examine(question, language) if finding.check == row["about"]]
        assert found
        assert all(finding.place.startswith(f"{question.id}/") for finding in found)
        assert all(len(finding.message) > 15 and len(finding.suggestion) > 15 for finding in found)


@pytest.mark.parametrize("line", ["{", '{"stem": "a"}', '{"lang": "vi", "stem": "a", "options": ["b"], "key": 3}'])
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "items.jsonl"
    file.write_text('{"lang": "vi", "stem": "a?", "options": ["b", "c"], "key": "B"}\n' + line, "utf-8")
    with pytest.raises(InputError) as caught:
        list(read_rows(file))
    assert "2" in caught.value.sentence("vi")
