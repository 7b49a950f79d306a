"""The door through which text leaves for a model.

Whoever sends text to a model server sends it through here, and only through here:

    answer = soan.gate.send(prompt, language, server.complete)

`send` masks personal data, calls the server with the masked text, and puts the true words back into the answer. A text
that carries a secrecy mark is not sent in any form: `SecretText` is raised before anything leaves. Surfaces that let
the user decide call `inspect`, show the findings and the masked text, and `restore` the answer afterwards.

Nothing here writes to disk or log, and errors never repeat the text: what is blocked exists only in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from generator.checks.data_gate import Inspection, inspect, restore
from generator.domain.base import Language
from generator.errors import SecretText


class Gate:
    """Inspect what is about to leave, mask it, bring the true words back."""

    def inspect(self, text: str, language: Language = "vi", *, synthetic: bool = False) -> Inspection:
        """Decision, findings, masked text and mapping; see `generator.checks.data_gate`."""
        return inspect(text, language, synthetic=synthetic)

    def restore(self, answer: str, mapping: Mapping[str, str]) -> str:
        """The answer with the true words in the place of their stand-ins."""
        return restore(answer, mapping)

    def send(self, text: str, language: Language, call: Callable[[str], str]) -> str:
        """Call a model with the masked text and restore its answer. Raises SecretText for a marked text."""
        outgoing, mapping = self.outgoing(text, language)
        return restore(call(outgoing), mapping)

    def outgoing(self, text: str, language: Language = "vi") -> tuple[str, dict[str, str]]:
        """What may leave in place of the text, and the mapping for `restore`. Raises SecretText for a marked text."""
        found = inspect(text, language)
        if not found.maskable:
            raise SecretText(level=found.secrecy)
        return found.masked, found.mapping

    def inspect_file(self, path: Path, language: Language = "vi", *, synthetic: bool = False) -> Inspection:
        """The same for a file of any format that guides are read from. Raises FileError."""
        from generator.reading.files import read_file

        text = "\n".join(block.text for block in read_file(path).blocks)
        return inspect(text, language, synthetic=synthetic)
