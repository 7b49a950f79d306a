"""A brief from one sentence."""

from __future__ import annotations

import re

from pydantic import JsonValue

from generator.domain.paper_kinds import PaperKindRow
from generator.domain.text import squeeze

_ASKED = re.compile(
    r"^(?:hãy\s+)?(?:soạn|viết|dự thảo|lập|làm)\s+(?:giúp\s+(?:tôi\s+)?|cho tôi\s+)?(?:một\s+|bản\s+)*", re.IGNORECASE
)
_BODY_NAME = re.compile(
    r"(?:của|do)\s+((?:[ủu][ỷy] ban nhân dân|ubnd|hội đồng nhân dân|hđnd|sở|phòng|trung tâm|văn phòng|trường|ban)"
    r"\s[^,.;]+?)"
    r"(?=\s+(?:về|để|cho|vào|trong|ngày|tháng|năm|tổ chức)\b|[,.;]|$)", re.IGNORECASE,
)  # fmt: skip


def brief_of_sentence(kind: PaperKindRow, sentence: str) -> dict[str, JsonValue]:
    """What one sentence tells: the issuing body ("của UBND xã …") and the subject; the rest stays open."""
    text = _ASKED.sub("", squeeze(sentence)).rstrip(".")
    text = re.sub(rf"^{kind.name}\s+", "", text, flags=re.IGNORECASE)
    data: dict[str, JsonValue] = {}
    if found := _BODY_NAME.search(text):
        data["agency"] = found[1]
        text = squeeze(text[: found.start()] + " " + text[found.end() :]).strip(" ,;")
    text = re.sub(r"^(?:về việc|về|v/v)\s+", "", text, flags=re.IGNORECASE)
    if text:
        data["subject"] = text[:1].upper() + text[1:]
        data["topic"] = text
    return data
