"""A section of a guide becomes blocks whose sentences are quotes; order, conditions and tables stay whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.domain.ledger import Claim, cite
from generator.domain.lesson import Block
from generator.domain.sentences import sentence_spans
from generator.domain.text import squeeze, words
from generator.messages import say
from generator.writing.extractive.outline import Piece, Stretch

_LABEL = re.compile(
    r"^(?:(?P<step>(?:bước|step|चरण)\s+\d{1,2})\s*[:.)-]|(?P<label>\d{1,3}\.(?!\d)|[a-zđ]{1,2}\)|[-+•*–]|\d{1,2}\)))\s*",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"^(?:đây là bản tóm lược|this is a digest|यह सार soạn|bản tóm lược, không phải|digest, not)|^căn cứ .*;$",
    re.IGNORECASE,
)
_REFERENCE_ONLY = re.compile(
    r"^(?:căn cứ|nguồn|source|xem|see)\s*:.{0,200}$|^(?:xem thêm|see also|read more)\b.{0,160}$|^https?://\S+$"
    r"|^(?:(?:file|tệp|tập tin)(?: đính kèm| mẫu)?|tải (?:về|mẫu)|attachments?|download)\s*:.{0,300}$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(r"^[\W\d_]*$|[_.…]{5,}|<[a-z/]|\{\{|©", re.IGNORECASE)
_OPEN_END = re.compile(r"[:,;]$")


@dataclass(slots=True)
class Line:
    """One claim to be, its label as printed, and what kind of block it belongs to."""

    kind: str
    claim: Claim
    label: str = ""
    cells: tuple[Claim, ...] = ()
    header: bool = False
    opens_list: bool = False

    @property
    def size(self) -> int:
        return len(self.claim.text.split()) if not self.cells else sum(len(c.text.split()) for c in self.cells)


def blocks_of(
    stretch: Stretch, budget: int, said: set[str], language: str, *, rest: str, short: bool = False
) -> tuple[Block, ...]:
    """Blocks of about `budget` words. `said` collects what has been said, so that nothing is repeated; `rest` is the
    printed address where a shortened section goes on. `short`: a line that is no sentence counts too ("Công an xã")."""
    lines = [line for line in _lines(stretch, short) if _fresh(line, said)]
    kept, cut = _within(lines, budget)
    blocks = list(_grouped(kept))
    if cut and blocks:
        note = Claim(text=say("lesson.content.rest", language, count=cut, place=rest), status="author")
        blocks.append(Block(kind="note", claims=(note,)))
    return tuple(blocks)


def _lines(stretch: Stretch, short: bool) -> Iterator[Line]:
    own = squeeze(stretch.title).lower()
    for piece in stretch.pieces:
        text = squeeze(piece.text)
        if piece.unit.kind == "note" or _FRONT.match(text) or _FURNITURE.search(text) or _REFERENCE_ONLY.match(text):
            continue
        if piece.unit.kind == "heading":
            title = squeeze(piece.text)
            inner = piece.unit.address.parts and not title.lower().endswith(own)
            if inner and len(piece.unit.address.parts) > len(stretch.address.parts):
                yield Line("heading", _quote(piece, 0, len(piece.text)))
        elif piece.unit.kind in ("row", "header_row"):
            cells = _cells(piece)
            if len(cells) >= 2:
                yield Line("table", cells[0], cells=cells, header=piece.unit.kind == "header_row")
        else:
            yield from _text_lines(piece, short)


def _text_lines(piece: Piece, short: bool) -> Iterator[Line]:
    text = piece.text
    found = _LABEL.match(text)
    label = (found["step"] or found["label"]) if found else ""
    start = found.end() if found else 0
    if piece.unit.kind == "item" or label:
        if len(words(text[start:])) >= 2:
            kind = "steps" if found and found["step"] else "bullets"
            shown = "" if label in "•*–-+" else label
            yield Line(kind, _quote(piece, start, len(text)), label=shown, opens_list=text.rstrip().endswith(":"))
        return
    if not short and (len(words(text)) < 3 or _bare(text)):
        return
    for begin, end in sentence_spans(text):
        yield Line("paragraph", _quote(piece, begin, end), opens_list=text[begin:end].endswith(":"))


def _bare(text: str) -> bool:
    """A line that is no sentence: no end mark, and too short to be one."""
    return text.rstrip()[-1:] not in '.!?:;”")।…' and len(text.split()) < 12


def _quote(piece: Piece, start: int, end: int) -> Claim:
    citation = cite(piece.passage, piece.unit.start + start, piece.unit.start + end)
    return Claim(text=squeeze(citation.quote), status="quoted", citations=(citation,))


def _cells(piece: Piece) -> tuple[Claim, ...]:
    """A claim for each non-empty cell, found one after another in the row's text."""
    found, at = [], 0
    for cell in piece.unit.cells:
        place = piece.text.find(cell, at) if cell else -1
        if place >= 0:
            found.append(_quote(piece, place, place + len(cell)))
            at = place + len(cell)
    return tuple(found) if len(found) == len(piece.unit.cells) else ()


def _fresh(line: Line, said: set[str]) -> bool:
    if line.kind in ("heading", "table"):
        return True
    key = " ".join(words(line.claim.text))
    if len(key.split()) >= 4 and key in said:
        return False
    said.add(key)
    return True


def _within(lines: list[Line], budget: int) -> tuple[list[Line], int]:
    """The first lines within the budget, ending where a group ends; and how many items of a list were left out."""
    if sum(line.size for line in lines) <= 1.25 * budget:
        return _whole(lines), 0
    kept: list[Line] = []
    spent = 0
    for number, line in enumerate(lines):
        if spent + line.size > budget and len(kept) >= 3 and (line.kind != "table" or kept[-1].kind == "table"):
            rest = [after for after in lines[number:] if after.kind in ("bullets", "steps", "table")]
            following = 0
            if kept and kept[-1].kind in ("bullets", "steps", "table"):
                for after in lines[number:]:
                    if after.kind != kept[-1].kind:
                        break
                    following += 1
            # a list of steps, or one item more, is not cut: a procedure that stops half-way misleads
            if following and (kept[-1].kind == "steps" or following == 1):
                kept += lines[number : number + following]
                return _whole(kept), 0
            return _whole(kept), following if rest else 0
        kept.append(line)
        spent += line.size
    return _whole(kept), 0


def _whole(lines: list[Line]) -> list[Line]:
    """Without a heading, a lead sentence or a table head that leads to nothing."""
    kept = list(lines)
    while kept and (kept[-1].kind == "heading" or kept[-1].opens_list or kept[-1].header):
        kept.pop()
    out: list[Line] = []
    for number, line in enumerate(kept):
        after = kept[number + 1] if number + 1 < len(kept) else None
        if line.kind == "heading" and after is not None and after.kind == "heading":
            continue
        if line.kind == "paragraph" and line.opens_list and (after is None or after.kind in ("heading",)):
            continue
        out.append(line)
    return out


def _grouped(lines: list[Line]) -> Iterator[Block]:
    """Neighbouring lines of one kind become one block; a sentence that opens a list ends its paragraph."""
    group: list[Line] = []
    for line in lines:
        new_table = line.kind == "table" and group and (line.header or len(line.cells) != len(group[0].cells))
        if group and (line.kind != group[0].kind or line.kind == "heading" or new_table or _breaks(group[-1], line)):
            yield _block(group)
            group = []
        group.append(line)
    if group:
        yield _block(group)


def _breaks(before: Line, line: Line) -> bool:
    """A paragraph of the guide stays a paragraph."""
    if line.kind != "paragraph":
        return False
    first, second = before.claim.citations[0], line.claim.citations[0]
    return before.opens_list or first.passage_id != second.passage_id or second.start - first.end > 2


def _block(group: list[Line]) -> Block:
    kind = group[0].kind
    if kind == "table":
        header = group[0].cells if group[0].header else ()
        rows = tuple(line.cells for line in group if not line.header)
        return Block(kind="table", header=header, rows=rows) if rows else Block(kind="table", rows=(group[0].cells,))
    claims = tuple(line.claim for line in group)
    if kind == "heading":
        return Block(kind="heading", claims=claims)
    if kind in ("bullets", "steps"):
        return Block(
            kind="steps" if kind == "steps" else "bullets", claims=claims, labels=tuple(x.label for x in group)
        )
    return Block(kind="paragraph", claims=claims)
