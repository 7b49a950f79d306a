"""What is kept of an evaluation: its figures, when they were measured, and a hash of the files they come from."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True)
class Row:
    """One row of the manifest."""

    kind: str
    arguments: tuple[str, ...]
    depends: tuple[str, ...]

    @property
    def results(self) -> Path:
        """Where its figures are kept."""
        return HERE / f"{self.kind}.json"

    def files(self) -> list[Path]:
        """The files that its figures depend on. Raises ValueError for a pattern that finds none."""
        found: set[Path] = set()
        for pattern in self.depends:
            here = {path for path in ROOT.glob(pattern) if path.is_file() and path.suffix != ".pyc"}
            if not here:
                raise ValueError(f"{self.kind}: {pattern} finds no file")
            found |= here
        return sorted(found)

    def code_hash(self) -> str:
        """SHA-256 over names and contents; line ends count as one, so that a checkout elsewhere hashes the same."""
        digest = hashlib.sha256()
        for path in self.files():
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
        return digest.hexdigest()

    def kept(self) -> dict[str, Any]:
        """What was measured last; empty when nothing was."""
        if not self.results.is_file():
            return {}
        kept: dict[str, Any] = json.loads(self.results.read_text("utf-8"))
        return kept


def manifest() -> list[Row]:
    """All rows."""
    table = tomllib.loads((HERE / "manifest.toml").read_text("utf-8"))
    return [Row(kind, tuple(row["arguments"]), tuple(row["depends"])) for kind, row in table.items()]
