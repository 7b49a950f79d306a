"""The figures of `soan eval personal-data`, on rows whose figures are known by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import FileMissing, ManifestInvalid
from generator.evaluation.personal_data import evaluate_personal_data


def _write(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("\n".join(json.dumps({"id": str(k), "lang": "vi", **row}) for k, row in enumerate(rows)), "utf-8")
    return path


def test_figures(tmp_path: Path) -> None:
    text = "CCCD 056180001234"
    right = {"text": text, "spans": [{"start": 5, "end": 17, "type": "citizen_id"}], "secret": None}
    missed = {"text": "xin chào", "spans": [{"start": 0, "end": 3, "type": "phone"}], "secret": None}
    false = {"text": text, "spans": [], "secret": None}
    secret = {"text": "MẬT\nBáo cáo tình hình", "spans": [], "secret": "MẬT"}
    result = evaluate_personal_data(_write(tmp_path / "rows.jsonl", right, missed, false, secret))
    assert result["identifiers"] == {"n": 2, "precision": 0.5, "recall": 0.5}
    assert result["rows_wrongly_blocked"] == 1.0
    assert result["rows_wrongly_passed"] == pytest.approx(1 / 3)
    assert (result["secrecy_rows"], result["secrecy_right"]) == (1, 1)
    assert result["rows_decided_wrongly"] == ["1", "2"]


def test_unusable_rows_are_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestInvalid):
        evaluate_personal_data(_write(tmp_path / "rows.jsonl", {"text": "x"}))
    with pytest.raises(FileMissing):
        evaluate_personal_data(tmp_path / "none.jsonl")
