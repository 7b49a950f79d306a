"""Measure again and keep the figures: `python -m tests.evals.measure --datasets DIR [--guides DIR] [KIND …]`.

Without KIND, those whose kept results are stale; `--all` measures every kind.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.evals.kept import ROOT, Row, manifest

_SOAN = "from generator.cli import main; main()"


def main(arguments: list[str] | None = None) -> int:
    """Returns the exit code: 1 when a kind could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.evals.measure", description=__doc__)
    parser.add_argument("--datasets", type=Path, required=True, help="folder of the labelled sets")
    parser.add_argument("--guides", type=Path, help="folder of the guides (default: beside the sets)")
    parser.add_argument("--all", action="store_true", help="fresh results too")
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    given = parser.parse_args(arguments)
    guides = given.guides or given.datasets.parent / "guides"
    failed = 0
    for row in manifest():
        wanted = (
            row.kind in given.kinds if given.kinds else given.all or row.kept().get("code_sha256") != row.code_hash()
        )
        if wanted:
            failed += not measure(row, given.datasets, guides)
    return 1 if failed else 0


def measure(row: Row, datasets: Path, guides: Path) -> bool:
    """Run `soan eval` for the row and write what it prints; False, with its message, when it fails."""
    code = row.code_hash()
    words = [word.format(datasets=datasets, guides=guides) for word in row.arguments]
    run = subprocess.run(
        [sys.executable, "-c", _SOAN, "eval", row.kind, *words, "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        print(f"{row.kind}: {run.stderr.strip() or run.returncode}", file=sys.stderr)
        return False
    kept = {
        "kind": row.kind,
        "code_sha256": code,
        "dataset_sha256": _dataset_hash(Path(words[0])),
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "result": json.loads(run.stdout),
    }
    row.results.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(f"{row.kind}: measured")
    return True


def _dataset_hash(path: Path) -> str:
    """SHA-256 of the set: one file, or the names and contents of a folder."""
    digest = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(item for item in path.rglob("*") if item.is_file()):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
