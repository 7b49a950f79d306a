"""How each kind is built (skeletons.toml), and kinds by the names people give them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from generator.domain.paper_kinds import PAPER_KINDS, PaperKindRow, paper_kind
from generator.domain.text import fold_accents, squeeze
from generator.errors import BriefInvalid
from generator.messages import say

ISSUING = "quyet-dinh-ban-hanh"  # a decision that issues another text (sample 1.3)
_LESSON = re.compile(r"\b(?:giao an|bai giang|bai soan|lesson|de cuong bai giang)\b")


@cache
def skeletons() -> dict[str, Any]:
    """How each kind is built; see skeletons.toml."""
    return tomllib.loads((Path(__file__).parent / "skeletons.toml").read_text("utf-8"))


def fact_names(kind_id: str) -> list[str]:
    """The facts a kind asks for, in the order of its text."""
    text = skeletons()[kind_id]["lines"]
    if kind_id == "quyet-dinh":
        text += skeletons()[ISSUING]["lines"]
    names = re.findall(r"\{(\w+)\*?\}", text)
    known = skeletons()["facts"]
    return list(dict.fromkeys(name for name in names if name in known))


def known_kind(name: str, language: str = "vi") -> PaperKindRow:
    """The kind of that name. Raises BriefInvalid, also for a lesson: it is no administrative document."""
    row = paper_kind(name)
    if row is None:
        if _LESSON.search(fold_accents(squeeze(name).lower()).replace("-", " ").replace("_", " ")):
            raise BriefInvalid(problem=say("paper.bad.lesson", language))
        raise BriefInvalid(problem=say("paper.bad.kind", language, kind=name, known=", ".join(PAPER_KINDS)))
    return row


def blank_brief(kind: PaperKindRow) -> dict[str, Any]:
    """A brief in which everything is open, for a template."""
    label = skeletons()["open"]
    brief: dict[str, Any] = {
        "agency": "[… tên cơ quan, tổ chức ban hành]", "place": f"[… {label['place']}]",
        "abbreviation": "[…]", "unit": "[…]", "parent": ["[… tên cơ quan chủ quản]"],
    }  # fmt: skip
    if kind.subject:
        brief["subject"] = f"[… {label['subject']}]"
    return brief


@cache
def _samples() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "samples.toml").read_text("utf-8"))


def sample_brief(kind: PaperKindRow) -> dict[str, Any]:
    """An invented, complete brief of a kind, for exercises."""
    data = _samples()
    brief: dict[str, Any] = dict(data["common"])
    brief["subject"] = data["subjects"].get(kind.id, brief["subject"])
    if not kind.subject:
        del brief["subject"]
    if not kind.bases:
        del brief["bases"]
    if not kind.authority:
        del brief["proposer"]
    if kind.id in data["to"]:
        brief["to"] = data["to"][kind.id]
    if kind.signing == "parties":
        brief["signers"] = [{**brief.pop("signer")}, {"title": "Giám đốc", "name": "Phạm Thị Lan"}]
    names = fact_names(kind.id)
    return brief | {name: data["facts"][name] for name in names if name not in ("repealed",)}
