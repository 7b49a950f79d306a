"""Who signs and who receives, as they are printed (NĐ 30/2020, Phụ lục I, II.7 and II.9)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.domain.paper import PaperBlock, Signature
from generator.domain.paper_kinds import PaperKindRow
from generator.domain.text import squeeze
from generator.writing.paper.asked import PaperBrief, SignerBrief
from generator.writing.paper.bodies import name_lines
from generator.writing.paper.capitals import upper_first
from generator.writing.paper.fill import missing

_COLLECTIVE = re.compile(r"^(?:[ỦU][YỶ] ban nhân dân|Hội đồng|UBND|HĐND|Ban )", re.IGNORECASE)
_PERSON = re.compile(r"^(?:ông|bà|đồng chí|đ/c|anh|chị)\s+", re.IGNORECASE)
_COPY = re.compile(r"^lưu\b", re.IGNORECASE)


def signature(signer: SignerBrief | None, names: tuple[str, ...], labels: dict[str, str]) -> Signature:
    """The block of one signer. A people's committee or council signs as a body (TM.) when nothing else is said."""
    given = signer or SignerBrief()
    body = given.collective or names[0]
    own = _COLLECTIVE.match(names[0]) is not None
    title = given.title or ("Chủ tịch" if own and not given.over else missing(labels["title"]))
    lines: list[str] = []
    if given.authority == "TM." or (not given.authority and own and not given.title) or given.collective:
        lines.append(f"TM. {body}")
    if given.authority in ("KT.", "TL.", "TUQ."):
        over = given.over or ("Chủ tịch" if own else missing("chức vụ người đứng đầu"))
        if given.authority == "KT." and own and not lines:
            lines.append(f"TM. {body}")
        lines.append(f"{given.authority} {over}")
    lines.append(f"Q. {title}" if given.authority == "Q." else title)
    return Signature(lines=tuple(lines), name=given.name or missing(labels["name"]), other=given.other)


def signatures(brief: PaperBrief, kind: PaperKindRow, labels: dict[str, str]) -> tuple[Signature, ...]:
    """One block, or two for a meeting (secretary, chair: sample 1.9) and for two parties."""
    names = name_lines(brief.agency)
    if kind.signing == "one":
        return (signature(brief.signers[0] if brief.signers else None, names, labels),)
    if kind.signing == "meeting":
        pairs = (("Thư ký", brief.facts.get("secretary")), ("Chủ tọa", brief.facts.get("chair")))
        return tuple(Signature(lines=(title,), name=_person(who) or missing(labels["name"])) for title, who in pairs)
    sides = [*brief.signers, None, None][:2]
    made = []
    for letter, signer in zip("AB", sides, strict=True):
        given = signer or SignerBrief()
        title = given.title or missing(f"chức vụ người đại diện Bên {letter}")
        over = f"{given.authority} {given.over or missing('chức vụ người đứng đầu')}"
        lines = (f"Đại diện Bên {letter}", *([over] if given.authority in ("KT.", "TL.", "TUQ.") else []), title)
        made.append(Signature(lines=lines, name=given.name or missing(labels["name"])))
    return tuple(made)


def _person(values: Sequence[str] | None) -> str:
    """The name out of "Ông Nguyễn Văn A, Phó Chủ tịch …"."""
    if not values:
        return ""
    return _PERSON.sub("", re.split(r"[,;–(]|\s-\s", values[0], maxsplit=1)[0].strip())


def authority_line(brief: PaperBrief, kind: PaperKindRow, signed: Signature) -> str:
    """THẨM QUYỀN BAN HÀNH: the body when it signs as a body, else the head of the body (sample 1.2, note 6)."""
    if not kind.authority:
        return ""
    if brief.authority:
        return brief.authority
    first = signed.lines[0]
    if first.startswith("TM. "):
        return brief.agency
    head = re.sub(r"^(?:KT|TL|TUQ|Q)\. ", "", first)
    return f"{head} {brief.agency}"


def recipients(
    brief: PaperBrief, kind: PaperKindRow, blocks: Sequence[PaperBlock], labels: dict[str, str]
) -> tuple[str, ...]:
    """The lines of Nơi nhận without dash and end mark, the archive line last."""
    given = [squeeze(line).lstrip("-–• ").rstrip(" ;.") for line in brief.recipients]
    archive = next((line for line in given if _COPY.match(line)), "")
    lines = [upper_first(line) for line in given if line and not _COPY.match(line)]
    first = {"above": "Như trên", "articles": _articles(blocks), "none": "Như trên" if brief.to else ""}[
        kind.recipients
    ]
    if first and not any(line.lower().startswith(first.lower()[:7]) for line in lines):
        lines.insert(0, first)
    if not lines:
        lines.append(missing(labels["recipient"]))
    if not archive:
        keeper = "Hồ sơ" if kind.signing == "meeting" else brief.unit or missing(labels["unit"])
        archive = f"Lưu: VT, {keeper}"
    return (*lines, archive)


def _articles(blocks: Sequence[PaperBlock]) -> str:
    last = [block.label for block in blocks if block.kind == "article"]
    return f"Như Điều {last[-1]}" if last else "Như trên"
