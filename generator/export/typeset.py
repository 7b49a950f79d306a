"""Pages set by Typst: a template of ours and the data as JSON, so that no word of a guide is read as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from generator.grounding.envelope import clean

# Libertinus comes with Typst and carries every Vietnamese letter; the others are for Devanagari, where installed.
_HEAD = """
#let data = json(bytes(sys.inputs.data))
#set text(font: ("Libertinus Serif", "Noto Serif Devanagari", "Noto Sans Devanagari", "Lohit Devanagari", "Nirmala UI",
  "FreeSerif"), fallback: true, lang: data.language)
"""
_LONG_WORD = re.compile(r"[^\s/?&=.-]{30,}")


def typeset(template: str, data: Mapping[str, object]) -> bytes:
    """The PDF of a template that reads `data`."""
    import typst

    written = clean(json.dumps(data, ensure_ascii=False))
    made = typst.compile((_HEAD + template).encode("utf-8"), sys_inputs={"data": written})
    assert isinstance(made, bytes)
    return made


def breakable(text: str) -> str:
    """Text whose very long words, addresses of pages mostly, may break."""
    return _LONG_WORD.sub(lambda m: "\u200b".join(re.findall(r".{1,20}", m.group())), text)
