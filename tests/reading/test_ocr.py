"""The table that tesseract prints becomes paragraphs; a small program stands in for tesseract."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.reading import ocr

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def tsv(*words: tuple[int, int, int, float, str]) -> str:
    rows = [f"5\t1\t{b}\t{p}\t{n}\t1\t0\t0\t1\t1\t{conf}\t{text}" for b, p, n, conf, text in words]
    return "\n".join([HEAD, "4\t1\t1\t1\t1\t0\t0\t0\t1\t1\t-1\t", *rows]) + "\n"


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program of that name that knows Vietnamese and prints `answer.tsv`."""
    program = tmp_path / "tesseract"
    program.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        "if '--list-langs' in sys.argv:\n    print('List:\\nvie\\neng')\n"
        "else:\n    sys.stdin.buffer.read()\n"
        f"    sys.stdout.buffer.write(pathlib.Path({str(tmp_path / 'answer.tsv')!r}).read_bytes())\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    ocr.languages.cache_clear()
    yield tmp_path
    ocr.languages.cache_clear()


def test_lines_join_and_labels_open_paragraphs(tesseract: Path) -> None:
    answer = tsv(
        (1, 1, 1, 90, "Người"), (1, 1, 1, 80, "nộp"), (1, 1, 2, 70, "hồ"), (1, 1, 2, 60, "sơ:"),
        (1, 1, 3, 95, "a)"), (1, 1, 3, 95, "Tờ"), (1, 1, 4, 95, "khai;"), (1, 1, 5, 50, "b)"), (1, 1, 5, 50, "Ảnh."),
        (2, 1, 1, 99, "Hết."),
    )  # fmt: skip
    (tesseract / "answer.tsv").write_text(answer, encoding="utf-8")
    assert ocr.languages() == "vie+eng"
    assert ocr.read_image(b"png") == [
        ("Người nộp hồ sơ:", 75.0, 4),
        ("a) Tờ khai;", 95.0, 3),
        ("b) Ảnh.", 50.0, 2),
        ("Hết.", 99.0, 1),
    ]


def test_nothing_on_the_page(tesseract: Path) -> None:
    (tesseract / "answer.tsv").write_text(HEAD + "\n", encoding="utf-8")
    assert ocr.read_image(b"png") == []
