"""The figures of `soan eval claims`, on rows made here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import FileMissing, ManifestInvalid
from generator.evaluation.claims import auroc, evaluate_claims, metrics, read_rows
from generator.evaluation.perturb import BREAKING, KEEPING, perturbed
from generator.grounding.support import Support
from generator.settings import Settings

PASSAGE = "Người nộp hồ sơ nhận kết quả trong 05 ngày làm việc. Cán bộ không được thu thêm phí."


def _file(folder: Path, rows: list[tuple[str, str, str]]) -> Path:
    lines = [
        {
            "id": f"r{n}",
            "lang": "vi",
            "passages": [{"text": PASSAGE, "source": "x"}],
            "claim": claim,
            "label": label,
            "kind": kind,
        }
        for n, (claim, label, kind) in enumerate(rows)
    ]
    path = folder / "rows.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return path


def test_figures_and_both_errors(tmp_path: Path) -> None:
    rows = read_rows(_file(tmp_path, [("a", "supported", "x"), ("b", "unsupported", "y"), ("c", "unsupported", "y")]))
    given = [
        Support(score=0.9, supported=True),
        Support(score=0.2, supported=False),
        Support(score=0.95, supported=True),
    ]
    found = metrics(rows, given)
    assert found["n"] == 3
    assert found["auroc"] == 0.5
    assert found["unsupported"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667}
    assert found["errors"] == {"false_alarms": 0, "missed": 1}
    assert found["per_kind"]["y"] == {"label": "unsupported", "n": 2, "right": 1, "recall": 0.5}  # type: ignore[index]


def test_ties_count_half(tmp_path: Path) -> None:
    rows = read_rows(_file(tmp_path, [("a", "supported", "x"), ("b", "unsupported", "y")]))
    same = Support(score=0.5, supported=True)
    assert auroc([(rows[0], same), (rows[1], same)]) == 0.5


def test_the_whole_evaluation_runs_without_an_embedder(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        [
            ("Cán bộ không được thu thêm phí.", "supported", "verbatim"),
            ("Cán bộ được thu thêm phí.", "unsupported", "negation"),
        ],
    )
    found = evaluate_claims(path, settings=Settings(embedder="none"))
    assert found["auroc"] == 1.0
    assert found["embedder"] is None
    assert set(found["per_language"]) == {"vi"}  # type: ignore[call-overload]


def test_unreadable_rows_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_rows(tmp_path / "none.jsonl")
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": 1}\n', "utf-8")
    with pytest.raises(ManifestInvalid):
        read_rows(broken)


def test_made_claims_are_the_same_every_time_and_named_by_their_operator(tmp_path: Path) -> None:
    guide = tmp_path / "huong-dan.md"
    guide.write_text(
        "# Hướng dẫn tiếp nhận hồ sơ\n\n"
        + (PASSAGE + " Người dân phải xuất trình giấy tờ tùy thân khi nộp hồ sơ.\n\n") * 3,
        "utf-8",
    )
    first, second = perturbed([guide]), perturbed([guide])
    assert first == second
    assert first
    assert {row.kind for row in first if row.unsupported} <= set(BREAKING)
    assert {row.kind for row in first if not row.unsupported} <= set(KEEPING)
