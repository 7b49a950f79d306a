"""A handout as one HTML page that prints on A4, without outside resources; the ledger rides in a comment at the end."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from generator.domain.handout import Handout
from generator.export.handout_view import Piece, Row, View, view
from generator.grounding.envelope import MARK, envelop, html_lines, to_json
from generator.messages import say

_STYLE = """
@page { size: A4; margin: 16mm 17mm }
body { font: %(size)dpt/1.35 "Times New Roman", "Noto Serif", "Nirmala UI", serif; max-width: 176mm; margin: 1rem auto;
       padding: 0 .8rem; color: #000; background: #fff }
h1 { font-size: 1.5em; margin: 0 0 .2rem } h2 { font-size: 1.15em; margin: .8rem 0 .2rem; break-after: avoid }
h3 { font-size: 1em; margin: .4rem 0 .1rem; break-after: avoid } p { margin: 0 0 .25rem }
.item { padding-left: 1.6em; text-indent: -1.2em } table { border-collapse: collapse; width: 100%% }
td, th { border: 1px solid #000; padding: .15rem .4rem; text-align: left; vertical-align: top }
sup { font-size: .65em } .small { font-size: %(small)dpt } .notes { border-top: 1px solid #000; margin-top: .8rem;
       padding-top: .3rem } .box { border: 2px solid #000; padding: .3rem .6rem; margin-top: .6rem }
"""


def render(handout: Handout) -> bytes:
    """UTF-8 HTML that `soan verify` reads."""
    shown = view(handout)
    page = _page(shown)
    comment = f"<!-- {MARK}\n{to_json(envelop(handout, html_lines(page)))}\n-->\n"
    return (page + comment).encode("utf-8")


def _page(shown: View) -> str:
    style = _STYLE % ({"size": 16, "small": 12} if shown.large else {"size": 11, "small": 9})
    parts = [
        f'<!doctype html>\n<html lang="{shown.language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(shown.title)}</title><style>{style}</style></head>\n<body>",
        f"<h1>{escape(shown.title)}</h1>",
        f'<p class="small">{escape(shown.audience)}. {escape(shown.as_of)}.</p>',
    ]
    for title, rows in shown.sections:
        parts.append(f"<h2>{escape(title)}</h2>")
        for kind, found in groupby(rows, key=lambda row: row.kind):
            group = list(found)
            parts += [_table(group)] if kind == "row" else [_line(row) for row in group]
    if shown.check:
        parts.append(f'<p class="box"><b>{escape(shown.check)}</b></p>')
    parts.append('<div class="notes small">')
    parts += [f"<p>{number}. {escape(note)}</p>" for number, note in enumerate(shown.notes, 1)]
    parts += [f"<p>{escape(say('handout.sources', shown.language))}: {escape(line)}</p>" for line in shown.sources]
    parts.append(f"<p>{escape(shown.notice)}</p></div>\n</body></html>\n")
    return "\n".join(parts)


def _pieces(pieces: Sequence[Piece]) -> str:
    made = []
    for piece in pieces:
        words = f"<i>{escape(piece.text)}</i>" if piece.own else escape(piece.text)
        made.append(words + (f"<sup>[{piece.note}]</sup>" if piece.note else ""))
    return " ".join(made)


def _line(row: Row) -> str:
    if row.kind == "heading":
        return f"<h3>{_pieces(row.pieces)}</h3>"
    if row.kind == "item":
        return f'<p class="item">{escape(row.label)} {_pieces(row.pieces)}</p>'
    return f"<p>{_pieces(row.pieces)}</p>"


def _table(rows: Sequence[Row]) -> str:
    lines = []
    for row in rows:
        tag = "th" if row.head else "td"
        lines.append("<tr>" + "".join(f"<{tag}>{_pieces([cell])}</{tag}>" for cell in row.pieces) + "</tr>")
    return "<table>" + "\n".join(lines) + "</table>"
