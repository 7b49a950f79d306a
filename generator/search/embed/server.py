"""Embeddings from any OpenAI-compatible server (`OPENAI_BASE_URL`, `OPENAI_API_KEY`)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from generator.errors import EmbedderMissing
from generator.search.ports import Vectors


class ServerEmbedder:
    """See `ports.Embedder`; the dimension is asked of the server once."""

    def __init__(self, model: str) -> None:
        self._model = model
        self.name = f"openai:{model}"

    @cached_property
    def _client(self) -> Any:
        from langchain_openai import OpenAIEmbeddings
        from pydantic import SecretStr

        # check_embedding_ctx_length would fetch a tokenizer from the network
        key = SecretStr(os.environ.get("OPENAI_API_KEY") or "none")
        # plain numbers: not every compatible server knows base64
        return OpenAIEmbeddings(
            model=self._model,
            check_embedding_ctx_length=False,
            openai_api_key=key,
            model_kwargs={"encoding_format": "float"},
        )

    @cached_property
    def dimension(self) -> int:
        """Length of a vector."""
        return len(self.query("dimension"))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors [len(texts), dimension]. Raises EmbedderMissing when the server does not answer."""
        return _unit(self._ask(lambda: self._client.embed_documents(list(texts))))

    def query(self, text: str) -> Vectors:
        """One unit vector."""
        vector: Vectors = _unit(self._ask(lambda: [self._client.embed_query(text)]))[0]
        return vector

    def _ask(self, call: Any) -> Any:
        from openai import OpenAIError

        try:
            return call()
        except OpenAIError as error:
            raise EmbedderMissing(reason=type(error).__name__) from error


def _unit(rows: Any) -> Vectors:
    vectors = np.asarray(rows, np.float32)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms == 0, 1, norms), dtype=np.float32)
