"""A sheet of QR codes as PDF, HTML or SVG. One code fills a page; more stand two in a row."""

from __future__ import annotations

from html import escape

from generator.domain.qr import QrCode, QrSheet
from generator.errors import InputError
from generator.export.typeset import breakable, typeset
from generator.grounding.envelope import clean
from generator.messages import say

# Level M repairs 15 % of a code: enough for paper (ISO/IEC 18004); a border of 4 modules is its quiet zone.
_LEVEL, _QUIET = "m", 4

_TEMPLATE = """
#let single = data.codes.len() == 1
#set page(paper: "a4", margin: 15mm, numbering: if single { none } else { "1/1" })
#set text(size: if single { 14pt } else { 9.5pt })
#set document(title: data.sheet)
#set par(leading: 0.5em, spacing: 0.55em)
#align(center, text(size: 18pt, weight: "bold", data.sheet))
#align(center, text(size: 10pt, data.note))
#let card(code) = block(breakable: false, width: 100%, stroke: 0.8pt, inset: if single { 8mm } else { 4mm }, {
  align(center, text(size: if single { 22pt } else { 12pt }, weight: "bold", hyphenate: false, code.title))
  align(center, image(bytes(code.svg), width: if single { 85mm } else { 42mm }))
  align(center, text(size: if single { 10pt } else { 7.5pt }, code.scan))
  for (number, step) in code.steps.enumerate(start: 1) {
    grid(columns: (1.4em, 1fr), [#number.], step)
  }
  if code.address != "" { text(size: 0.8em, style: "italic", code.address) }
  parbreak()
  if code.valid != "" { par(text(size: 0.85em, code.valid)) }
  par(strong(code.check))
})
#v(4mm)
#if single { card(data.codes.at(0)) } else {
  grid(columns: (1fr, 1fr), column-gutter: 6mm, row-gutter: 6mm, ..data.codes.map(card))
}
"""
_STYLE = """
@page { size: A4; margin: 15mm }
body { font: 11pt/1.35 "Times New Roman", "Noto Serif", "Nirmala UI", serif; max-width: 180mm; margin: 1rem auto;
       padding: 0 .8rem; color: #000; background: #fff }
h1 { font-size: 1.5em; text-align: center; margin: 0 } .note { text-align: center }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(80mm, 100%), 1fr)); gap: 6mm }
section { border: 1px solid #000; padding: 4mm; break-inside: avoid } h2 { font-size: 1.1em; text-align: center;
       margin: 0 } svg { display: block; width: 45mm; height: 45mm; margin: 2mm auto } ol { padding-left: 1.4em }
.small { font-size: .85em; overflow-wrap: anywhere }
"""


def render(sheet: QrSheet, suffix: str) -> bytes:
    """The sheet in the format of the suffix. Raises InputError for another one, and for several codes as SVG."""
    if suffix == ".pdf":
        return typeset(_TEMPLATE, _data(sheet))
    if suffix == ".html":
        return _html(sheet).encode("utf-8")
    if suffix == ".svg" and len(sheet.codes) == 1:
        return svg(sheet.codes[0].url).encode("utf-8")
    raise InputError(problem=say("qr.unknown_format", sheet.language, suffix=suffix))


def svg(url: str) -> str:
    """The code as SVG with its quiet zone. Raises nothing for an address up to about 2,300 bytes."""
    import segno

    made: str = segno.make(url, error=_LEVEL, micro=False).svg_inline(scale=8, border=_QUIET, light="#fff")
    return made.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _data(sheet: QrSheet) -> dict[str, object]:
    return {
        "language": sheet.language,
        "sheet": say("qr.sheet", sheet.language),
        "note": say("qr.sheet_note", sheet.language, day=f"{sheet.as_of:%d/%m/%Y}"),
        "codes": [_card(code, sheet) for code in sheet.codes],
    }


def _card(code: QrCode, sheet: QrSheet) -> dict[str, object]:
    return {
        "title": code.title,
        "svg": svg(code.url),
        "scan": breakable(say("qr.scan", sheet.language, url=code.url)),
        "steps": list(code.steps),
        "address": code.address,
        "valid": _valid(code, sheet),
        "check": say("qr.check", sheet.language),
    }


def _valid(code: QrCode, sheet: QrSheet) -> str:
    if code.validity is None:
        return ""
    state = say(f"export.validities.{code.validity}", sheet.language)
    return say("qr.valid", sheet.language, day=f"{sheet.as_of:%d/%m/%Y}", validity=state)


def _html(sheet: QrSheet) -> str:
    title = escape(say("qr.sheet", sheet.language))
    note = escape(say("qr.sheet_note", sheet.language, day=f"{sheet.as_of:%d/%m/%Y}"))
    parts = [
        f'<!doctype html>\n<html lang="{sheet.language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>",
        f'<h1>{title}</h1>\n<p class="note">{note}</p>\n<main>',
    ]
    for code in sheet.codes:
        steps = "".join(f"<li>{escape(step)}</li>" for step in code.steps)
        link = escape(code.url, quote=True)
        parts += [
            f"<section><h2>{escape(code.title)}</h2>{svg(code.url)}",
            f'<p class="small"><a href="{link}">{escape(code.url)}</a></p>',
            f"<ol>{steps}</ol>" if steps else "",
            f'<p class="small"><i>{escape(code.address)}</i></p>' if code.address else "",
            f'<p class="small">{escape(_valid(code, sheet))}</p>' if code.validity else "",
            f"<p><b>{escape(say('qr.check', sheet.language))}</b></p></section>",
        ]
    parts.append("</main>\n</body></html>\n")
    return clean("\n".join(part for part in parts if part))
