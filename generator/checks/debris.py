"""Words that belong to a web page, a form or a file format and not to a guide's text."""

from __future__ import annotations

import re

# Each pattern names what it finds; all are general signs of navigation, markup or page furniture.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("navigation", re.compile(r"^(?:trang chủ|đăng nhập|menu|home|log ?in|sign in|skip to)\b.{0,40}$", re.I)),
    ("navigation", re.compile(r"\b(?:xem chi tiết|xem thêm|tải về|click here|read more|back to top)\s*$", re.I)),
    ("navigation", re.compile(r"(?:[›»|]\s*[^›»|]{1,30}){3,}")),
    ("markup", re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?>|\]\(|\{[{%]|[*_]{2}\S|&(?:nbsp|amp|lt|gt);", re.I)),
    ("leaders", re.compile(r"[.…_]{6,}|(?:\. ){5,}")),
    ("page furniture", re.compile(r"^(?:trang|page|tr\.)?\s*\d{1,4}\s*(?:/\s*\d{1,4})?$", re.I)),
    ("letterhead", re.compile(r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|độc lập\s*-\s*tự do\s*-\s*hạnh phúc", re.I)),
    ("signature block", re.compile(r"^(?:Nơi nhận\s*:|(?:TM|KT|TL|TUQ)\.\s+[A-ZĐ]{2})")),
    ("rights notice", re.compile(r"©|\(c\) \d{4}|all rights reserved|bản quyền thuộc", re.I)),
    ("control characters", re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]")),
)  # fmt: skip


def debris(text: str) -> str | None:
    """What kind of debris the text is or holds; None when it reads as a guide's own words."""
    for name, pattern in _PATTERNS:
        if pattern.search(text.strip()):
            return name
    return None
