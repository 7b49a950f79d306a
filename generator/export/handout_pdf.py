"""A handout as a PDF for printing on A4. It carries no ledger: the HTML of the same handout does."""

from __future__ import annotations

from generator.domain.handout import Handout
from generator.export.handout_view import view
from generator.export.typeset import breakable, typeset
from generator.messages import say

_TEMPLATE = """
#let size = if data.large { 16pt } else { 11pt }
#let small = if data.large { 12pt } else { 8.5pt }
#set page(paper: "a4", margin: (x: 17mm, y: 15mm), numbering: "1/1")
#set text(size: size)
#set document(title: data.title)
#set par(leading: 0.55em, spacing: 0.6em)
#show heading.where(level: 1): it => block(below: 0.5em, text(size: size * 1.45, it.body))
#show heading.where(level: 2): it => block(above: 0.9em, below: 0.45em, text(size: size * 1.12, it.body))
#show heading.where(level: 3): it => block(above: 0.6em, below: 0.4em, text(size: size, it.body))
#let sentence(piece) = {
  if piece.own { emph(piece.text) } else { piece.text }
  if piece.note > 0 { super("[" + str(piece.note) + "]") }
}
#let line-of(row) = row.pieces.map(sentence).join(" ")
#let show-rows(rows) = {
  let at = 0
  while at < rows.len() {
    let row = rows.at(at)
    if row.kind == "row" {
      let cells = ()
      let columns = row.pieces.len()
      while at < rows.len() and rows.at(at).kind == "row" and rows.at(at).pieces.len() == columns {
        let here = rows.at(at)
        cells += here.pieces.map(p => if here.head { strong(sentence(p)) } else { sentence(p) })
        at += 1
      }
      table(columns: (1fr,) * columns, stroke: 0.5pt, inset: 4pt, ..cells)
      continue
    }
    if row.kind == "heading" { heading(level: 3, line-of(row)) }
    else if row.kind == "item" {
      block(inset: (left: 0.4em), grid(columns: (auto, 1fr), column-gutter: 0.4em, row.label, line-of(row)))
    } else { par(line-of(row)) }
    at += 1
  }
}
#heading(level: 1, data.title)
#text(size: small)[#data.audience. #data.as_of.]
#for section in data.sections {
  heading(level: 2, section.at(0))
  show-rows(section.at(1))
}
#if data.check != "" { block(stroke: 1.2pt, inset: 6pt, width: 100%, above: 1em, strong(data.check)) }
#line(length: 100%, stroke: 0.5pt)
#set text(size: small)
#set par(spacing: 0.5em)
#for (number, note) in data.notes.enumerate(start: 1) { par[#number. #note] }
#for source in data.sources { par[#data.sources_label: #source] }
#par(data.notice)
"""


def render(handout: Handout) -> bytes:
    """The PDF."""
    data = view(handout).model_dump(mode="json")
    data["sources"] = [breakable(line) for line in data["sources"]]
    data["sources_label"] = say("handout.sources", handout.brief.language)
    return typeset(_TEMPLATE, data)
