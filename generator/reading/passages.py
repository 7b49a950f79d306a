"""Placed blocks become passages: stretches of the guide's text that end where the guide itself pauses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.domain.address import Address
from generator.domain.base import Language
from generator.domain.passage import Passage, Unit, UnitKind, passage_id
from generator.reading.raw import RawBlock
from generator.reading.structure import Placed

# Words. About 300 Vietnamese words are 350 tokens of the embedder, whose window is 512.
TARGET, LIMIT = 170, 300
_SENTENCE_END = re.compile(r"(?<=[.!?;।])\s+(?=\S)")


def guide_text(blocks: tuple[RawBlock, ...]) -> str:
    """The guide's whole text: its blocks in order, one on a line. Spans of passages count in it."""
    return "\n".join(block.text for block in blocks)


@dataclass(slots=True)
class _Piece:
    """A stretch that is not cut: a block, or a sentence group of an over-long block."""

    placed: Placed
    start: int
    end: int
    words: int
    index: int


@dataclass(slots=True)
class _Group:
    """Pieces that stay together when they fit: a clause with its points, a lead sentence with its list."""

    pieces: list[_Piece] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(piece.words for piece in self.pieces)


def cut(placed: list[Placed], sha256: str, guide_id: str, language: Language) -> tuple[Passage, ...]:
    """Passages in reading order. Every character of a non-empty block lies in exactly one passage."""
    text = guide_text(tuple(item.block for item in placed))
    packs = [pack for home in _homes(_pieces(placed)) for pack in _packed(home)]
    packs = _join_bare_headings(packs)
    seen: dict[str, int] = {}
    passages = []
    for seq, pack in enumerate(packs):
        passages.append(_passage(pack, text, placed, sha256, guide_id, language, seq, seen))
    return tuple(passages)


def _pieces(placed: list[Placed]) -> list[_Piece]:
    pieces, at = [], 0
    for index, item in enumerate(placed):
        text = item.block.text
        for start, end in _spans(text):
            if text[start:end].strip():
                pieces.append(_Piece(item, at + start, at + end, len(text[start:end].split()), index))
        at += len(text) + 1
    return pieces


def _spans(text: str) -> list[tuple[int, int]]:
    """The block whole, or cut between sentences when it alone is over the limit."""
    if len(text.split()) <= LIMIT:
        return [(0, len(text))]
    spans, start, count = [], 0, 0
    ends = [match.start() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    last = 0
    for end in ends:
        words = len(text[last:end].split())
        if count and count + words > TARGET:
            spans.append((start, last))
            start, count = last, 0
        count += words
        last = end
    spans.append((start, len(text)))
    return [(begin + len(text[begin:stop]) - len(text[begin:stop].lstrip()), stop) for begin, stop in spans]


def _homes(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces of one article, section or heading together; a heading always opens a new home."""
    homes: list[list[_Piece]] = []
    for piece in pieces:
        same = homes and homes[-1][-1].placed.home == piece.placed.home
        if same and not (piece.placed.heading and not homes[-1][-1].placed.heading):
            homes[-1].append(piece)
        else:
            homes.append([piece])
    return homes


def _groups(home: list[_Piece]) -> list[_Group]:
    """A piece that is governed by an earlier one, or lies deeper than it, joins that one's group."""
    groups: list[_Group] = []
    for piece in home:
        joins = False
        if groups and groups[-1].pieces:
            first = groups[-1].pieces[0]
            last = groups[-1].pieces[-1]
            deeper = len(piece.placed.address.parts) > len(first.placed.address.parts)
            governed = piece.placed.governor is not None and piece.placed.governor >= first.index
            joins = last.placed.heading or (not piece.placed.heading and (deeper or governed))
        if joins:
            groups[-1].pieces.append(piece)
        else:
            groups.append(_Group([piece]))
    return groups


def _packed(home: list[_Piece]) -> list[list[_Piece]]:
    """Groups packed to about TARGET words, never over LIMIT; a group over LIMIT is cut between its pieces."""
    packs: list[list[_Piece]] = []
    open_pack: list[_Piece] = []
    size = 0
    for group in _groups(home):
        parts = [group.pieces] if group.words <= LIMIT else [[piece] for piece in group.pieces]
        for part in parts:
            words = sum(piece.words for piece in part)
            limit = TARGET if len(parts) == 1 else LIMIT - 40
            if open_pack and size + words > limit and not all(piece.placed.heading for piece in open_pack):
                packs.append(open_pack)
                open_pack, size = [], 0
            open_pack = open_pack + part
            size += words
    if open_pack:
        packs.append(open_pack)
    return packs


def _join_bare_headings(packs: list[list[_Piece]]) -> list[list[_Piece]]:
    """A heading without text of its own goes to the front of what follows it."""
    joined: list[list[_Piece]] = []
    waiting: list[_Piece] = []
    for pack in packs:
        if all(piece.placed.heading for piece in pack):
            waiting += pack
            continue
        joined.append(waiting + pack)
        waiting = []
    if waiting:
        if joined:
            joined[-1] = joined[-1] + waiting
        else:
            joined.append(waiting)
    return joined


def _passage(
    pack: list[_Piece],
    text: str,
    placed: list[Placed],
    sha256: str,
    guide_id: str,
    language: Language,
    seq: int,
    seen: dict[str, int],
) -> Passage:
    start, end = pack[0].start, pack[-1].end
    words = text[start:end]
    address = _common([piece.placed.address for piece in pack if not piece.placed.heading] or [pack[-1].placed.address])
    identity = passage_id(sha256, address, words)
    seen[identity] = seen.get(identity, 0) + 1
    if seen[identity] > 1:
        identity = passage_id(sha256, address, f"{words}\0{seen[identity]}")
    pages = [piece.placed.block.page for piece in pack if piece.placed.block.page is not None]
    sure = [c for piece in pack if (c := piece.placed.block.ocr_confidence) is not None]
    return Passage(
        id=identity,
        guide_id=guide_id,
        seq=seq,
        text=words,
        language=language,
        address=address,
        start=start,
        end=end,
        units=tuple(_unit(piece, start) for piece in pack),
        lead=_lead(pack, placed),
        pages=(min(pages), max(pages)) if pages else None,
        ocr_confidence=round(sum(sure) / len(sure), 1) if sure else None,
    )


def _unit(piece: _Piece, start: int) -> Unit:
    block = piece.placed.block
    kind: UnitKind = "heading" if piece.placed.heading else block.kind
    return Unit(
        kind="paragraph" if kind == "heading" and not piece.placed.heading else kind,
        start=piece.start - start,
        end=piece.end - start,
        address=piece.placed.address,
        label=block.label,
        level=block.level if block.kind != "heading" else 0,
        page=block.page,
        cells=block.cells,
    )


def _lead(pack: list[_Piece], placed: list[Placed]) -> str:
    first = next((piece for piece in pack if not piece.placed.heading), pack[0])
    governor = first.placed.governor
    if governor is None or any(piece.index == governor for piece in pack):
        return ""
    return placed[governor].block.text


def _common(addresses: list[Address]) -> Address:
    """The longest beginning that all share."""
    shared = addresses[0].parts
    for address in addresses[1:]:
        size = 0
        for mine, other in zip(shared, address.parts, strict=False):
            if mine != other:
                break
            size += 1
        shared = shared[:size]
    return Address(parts=shared)
