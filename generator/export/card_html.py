"""A prompt card as one HTML file that prints on A5, without outside resources."""

from __future__ import annotations

from html import escape

from generator.domain.exercise import PromptCard
from generator.export.card_text import blocks, foot
from generator.messages import say

_STYLE = """
@page { size: A5; margin: 12mm 14mm }
body { font: 11pt/1.4 "Times New Roman", "Noto Serif", "Nirmala UI", serif; max-width: 120mm; margin: 1rem auto;
       color: #000; background: #fff }
h1 { font-size: 15pt; margin: 0 0 .4rem } h2 { font-size: 11pt; margin: .6rem 0 .15rem }
p, ul { margin: 0 0 .2rem } ul { padding-left: 1.2rem } .box { border: 1px solid #000; padding: .4rem .6rem }
.small { font-size: 9pt } .kicker { font-size: 9pt; letter-spacing: .08em; margin: 0 }
h2, .box { break-inside: avoid }
"""


def render(card: PromptCard) -> bytes:
    """UTF-8 HTML."""
    parts = [
        f'<!doctype html>\n<html lang="{card.language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(card.title)}</title><style>{_STYLE}</style></head><body><main>",
        f'<p class="kicker">{escape(say("practice.card.heading", card.language))}</p><h1>{escape(card.title)}</h1>',
    ]
    for block in blocks(card):
        parts.append(f"<h2>{escape(block.title)}</h2>")
        if block.listed:
            parts.append("<ul>" + "".join(f"<li>{escape(line)}</li>" for line in block.lines) + "</ul>")
        else:
            lines = "".join(f"<p>{escape(line)}</p>" for line in block.lines)
            parts.append(f'<div class="box">{lines}</div>' if block.boxed else lines)
    parts += [f'<p class="small">{escape(line)}</p>' for line in foot(card)]
    parts.append("</main></body></html>\n")
    return "\n".join(parts).encode("utf-8")
