"""The table in docs/architecture.md is kept true: import direction, light start, no machine path."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"gradio", "chromadb", "langchain", "langchain_core", "langchain_openai", "onnxruntime", "onnx", "lxml", "docx"}


def test_import_contracts() -> None:
    """The contracts in pyproject.toml, read by import-linter."""
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    "module", ["generator.cli", "generator.domain.ports", "generator.errors", "generator.service", "generator.settings"]
)
def test_light_modules_load_nothing_heavy(module: str) -> None:
    """In a fresh interpreter, so that nothing loaded before hides it."""
    code = f"import sys, {module}; print(' '.join(m for m in sys.modules if '.' not in m))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(run.stdout.split())


def test_command_line_loads_no_values() -> None:
    """`soan --help` needs neither pydantic nor a database."""
    code = "import sys, generator.cli as c; c.build(); print(' '.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pydantic", "sqlalchemy", "numpy"} & set(run.stdout.split())


def _own_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.split("\n") if listed.returncode == 0 else []
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_machine_path_and_no_registry_address_is_committed() -> None:
    """Paths of somebody's machine and addresses of package mirrors have no place in the repository."""
    pattern = re.compile(r"/(?:work|root|home)/[a-z]+/|index-url|registry\.npmjs|pypi\.org/simple")
    found = []
    for path in _own_files():
        if path.suffix in {".png", ".docx"} or path == Path(__file__):
            continue
        found += [f"{path.name}: {hit.group()}" for hit in pattern.finditer(path.read_text("utf-8", errors="replace"))]
    assert not found


def test_modules_stay_small() -> None:
    """About 300 lines, hardly ever over 400."""
    long = {
        p.name: n for p in (ROOT / "generator").rglob("*.py") if (n := len(p.read_text("utf-8").splitlines())) > 400
    }
    assert not long


def test_no_two_test_files_share_a_name() -> None:
    """pytest imports test files by their bare name; a second one of that name stops the whole run."""
    names = [
        path.name
        for path in (ROOT / "tests").rglob("*.py")
        if "node_modules" not in path.parts and path.name not in ("conftest.py", "__init__.py")
    ]
    assert not {name for name in names if names.count(name) > 1}
