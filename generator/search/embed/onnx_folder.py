"""An e5 model in its official ONNX export: a folder with `model.onnx` and `tokenizer.json`."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from generator.errors import EmbedderMissing
from generator.search.ports import Vectors

_MAX_TOKENS = 512
_BATCH = 16


class OnnxFolderEmbedder:
    """See `ports.Embedder`. The name carries a hash of the model, so that another export is noticed."""

    def __init__(self, folder: Path) -> None:
        model = next((path for name in ("model.onnx", "onnx/model.onnx") if (path := folder / name).is_file()), None)
        if model is None or not (folder / "tokenizer.json").is_file():
            raise EmbedderMissing(reason="model.onnx + tokenizer.json")
        self._model, self._folder = model, folder
        head = model.open("rb").read(1 << 20)
        self.name = f"onnx:{folder.name}:{hashlib.sha256(head).hexdigest()[:12]}"

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        return onnxruntime.InferenceSession(str(self._model), providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(_MAX_TOKENS)
        tokenizer.enable_padding()
        return tokenizer

    @cached_property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.query("dimension").shape[0])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors [len(texts), dimension]."""
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        made = [
            self._run([f"passage: {texts[i]}" for i in order[at : at + _BATCH]]) for at in range(0, len(order), _BATCH)
        ]
        out = np.empty((len(texts), made[0].shape[1]), np.float32)
        out[order] = np.concatenate(made)
        return out

    def query(self, text: str) -> Vectors:
        """One unit vector."""
        vector: Vectors = self._run([f"query: {text}"])[0]
        return vector

    def _run(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch([unicodedata.normalize("NFKC", text) for text in texts])
        ids = np.array([line.ids for line in encoded], np.int64)
        mask = np.array([line.attention_mask for line in encoded], np.int64)
        known = {item.name for item in self._session.get_inputs()}
        feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = self._session.run(None, {name: value for name, value in feeds.items() if name in known})[0]
        if states.ndim == 3:
            weights = mask[:, :, None].astype(np.float32)
            states = (states * weights).sum(1) / weights.sum(1)
        return np.asarray(states / np.linalg.norm(states, axis=1, keepdims=True), dtype=np.float32)
