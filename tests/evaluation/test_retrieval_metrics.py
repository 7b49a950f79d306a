"""The retrieval set in SQuAD layout: reading, both languages, metrics."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import FileMissing, ManifestInvalid
from generator.evaluation.retrieval import _metrics, _rows


def _dataset(path: Path, question: str) -> None:
    item = {"id": "q1", "question": question, "answers": []}
    path.write_text(json.dumps({"data": [{"paragraphs": [{"context": "c", "qas": [item]}]}]}), "utf-8")


def test_metrics_of_known_ranks() -> None:
    made = _metrics([1, 2, None, 10])
    assert made["n"] == 4
    assert made["recall@1"] == 0.25
    assert made["recall@5"] == 0.5
    assert made["mrr@10"] == pytest.approx((1 + 0.5 + 0.1) / 4)
    assert made["unanswered"] == 1


def test_languages_are_told_by_the_name(tmp_path: Path) -> None:
    _dataset(tmp_path / "set.vi.json", "gì?")
    _dataset(tmp_path / "set.en.json", "what?")
    assert _rows(tmp_path, "en")[0][1] == "what?"
    assert _rows(tmp_path / "set.vi.json", None)[0][1] == "gì?"
    assert _rows(tmp_path / "set.vi.json", "en")[0][1] == "what?"


def test_a_missing_and_a_wrong_file(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        _rows(tmp_path / "none.json", None)
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", "utf-8")
    with pytest.raises(ManifestInvalid):
        _rows(wrong, None)
