"""Kept results are those of the code as it stands; nothing is measured here."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from generator.cli import build
from tests.evals import kept, measure
from tests.evals.kept import Row, manifest

AGAIN = "stale: python -m tests.evals.measure --datasets DIR"


@pytest.mark.parametrize("row", manifest(), ids=lambda row: row.kind)
def test_results_are_those_of_this_code(row: Row) -> None:
    """Measure again after a change of the files that the row names."""
    found = row.kept()
    assert found.get("result"), f"{row.kind} was never measured ({AGAIN} {row.kind})"
    assert found["code_sha256"] == row.code_hash(), f"{row.kind} is {AGAIN} {row.kind}"


def test_every_evaluation_keeps_its_results() -> None:
    """A new `soan eval KIND` takes one table in manifest.toml."""
    group = typer.main.get_command(build()).commands["eval"]  # type: ignore[attr-defined]
    assert set(group.commands) == {row.kind for row in manifest()}


def test_a_changed_file_makes_results_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "ROOT", tmp_path)
    source = tmp_path / "rules.py"
    source.write_text("one = 1\n", "utf-8")
    row = Row("sample", (), ("*.py",))
    before = row.code_hash()
    (tmp_path / "notes.txt").write_text("not named\n", "utf-8")
    assert row.code_hash() == before
    source.write_text("one = 2\n", "utf-8")
    assert row.code_hash() != before


def test_a_pattern_that_finds_nothing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "ROOT", tmp_path)
    with pytest.raises(ValueError, match="finds no file"):
        Row("sample", (), ("gone/*.py",)).code_hash()


def test_an_absent_set_is_told_and_keeps_the_old_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = next(row for row in manifest() if row.kind == "claims")
    before = row.results.read_bytes() if row.results.is_file() else b""
    assert measure.main(["--datasets", str(tmp_path), "claims"]) == 1
    assert "claims" in capsys.readouterr().err
    assert (row.results.read_bytes() if row.results.is_file() else b"") == before
