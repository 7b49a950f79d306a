"""The one block in which words of guides and users stand in a prompt, and how they are kept from leaving it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_MARKS = re.compile(r"<{2,}|>{2,}")
# Control tokens of chat templates: some servers read them even inside a message.
_TOKENS = re.compile(r"<(?=[|/]?(?:s>|[a-z_]+\|?>)|\|)|(?<=\|)>|\[(?=/?(?:INST|SYS|SYSTEM)\])", re.IGNORECASE)
_LABEL = re.compile(r"^(\s*)\[([^\]\n]{1,20})\]", re.MULTILINE)
_JOINERS = "\u200c\u200d"  # letters of Hindi need them


class Entry(NamedTuple):
    """Words with the label under which the prompt speaks of them ("topic", "P1"); `about` tells where they stand."""

    label: str
    text: str
    about: str = ""


def block(entries: Sequence[Entry], nonce: str) -> str:
    """The entries between the marker lines."""
    lines = [f"<<<MATERIAL {nonce}>>>"]
    for entry in entries:
        head = f"[{entry.label}]" + (f" ({neutral(entry.about, nonce)})" if entry.about else "")
        lines += [head, neutral(entry.text, nonce)]
    return "\n".join([*lines, f"<<<END OF MATERIAL {nonce}>>>"])


def neutral(text: str, nonce: str) -> str:
    """The words without what could end the block, start another entry, act on a chat template or hide from a reader:
    marker brackets, the nonce, control tokens, labels at the start of a line, invisible characters."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(ch for ch in text if ch in "\n\t" or ch in _JOINERS or unicodedata.category(ch) not in ("Cf", "Cc"))
    text = _MARKS.sub(lambda match: ("‹" if match.group()[0] == "<" else "›") * len(match.group()), text)
    text = _TOKENS.sub(lambda match: {"<": "‹", ">": "›", "[": "("}[match.group()], text)
    text = _LABEL.sub(r"\1(\2)", text)
    return text.replace(nonce, "…")
