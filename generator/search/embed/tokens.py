"""The tokenizer of e5 (a unigram model of 250,000 pieces), kept as `tokenizer.json`."""

from __future__ import annotations

import json
from pathlib import Path

from generator.search.embed.weights import Weights


def write_tokenizer(weights: Weights, folder: Path) -> None:
    """Write `tokenizer.json` and the normalisation map beside it."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    model = Tokenizer(models.Unigram(weights.pieces, unk_id=weights.unknown, byte_fallback=False))
    model.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    model.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    model.save(str(folder / "tokenizer.json"), pretty=False)
    extra = {"bos": weights.bos, "eos": weights.eos, "characters": {str(k): v for k, v in weights.characters.items()}}
    (folder / "characters.json").write_text(json.dumps(extra, ensure_ascii=True), "utf-8")


class Tokenizer:
    """Token ids without the special ones; `bos` and `eos` are their numbers."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer as Model

        extra = json.loads((folder / "characters.json").read_text("utf-8"))
        self.bos, self.eos = int(extra["bos"]), int(extra["eos"])
        self._characters = {int(code): text for code, text in extra["characters"].items()}
        self._model = Model.from_file(str(folder / "tokenizer.json"))

    def ids(self, texts: list[str]) -> list[list[int]]:
        """One list of ids for each text (which is NFKC already)."""
        mapped = [text.translate(self._characters) for text in texts]
        return [encoding.ids for encoding in self._model.encode_batch(mapped, add_special_tokens=False)]
