"""The manifest overrides what a text says of itself, and says plainly what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import FileMissing, ManifestInvalid
from generator.reading.manifest import load_manifest


def write(folder: Path, text: str) -> Path:
    path = folder / "manifest.yaml"
    path.write_text(text, "utf-8")
    return path


def test_entries_by_path_name_and_pattern(tmp_path: Path) -> None:
    manifest = load_manifest(
        write(
            tmp_path,
            "guides:\n- {file: a/b.md, title: Riêng, effective_from: 2026-01-02}\n- {file: 'a/*.md', licence: CC0}\n",
        )
    )
    exact, other = manifest.entry(tmp_path / "a" / "b.md"), manifest.entry(tmp_path / "a" / "c.md")
    assert exact is not None and exact.title == "Riêng" and str(exact.effective_from) == "2026-01-02"
    assert other is not None and other.licence == "CC0"
    assert manifest.entry(tmp_path / "d.md") is None


@pytest.mark.parametrize(
    "text",
    [
        "guides: [",
        "guides: 3",
        "guides:\n- {file: a.md, tittle: x}\n",
        "guides:\n- {file: a.md, issued_on: 2026-02-31}\n",
    ],
)
def test_a_wrong_manifest_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(ManifestInvalid):
        load_manifest(write(tmp_path, text))


def test_a_missing_manifest(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        load_manifest(tmp_path / "none.yaml")
