"""Text typed in TCVN3 (.VnTime …) or VNI fonts: the letters are others than they look, so it is refused."""

from __future__ import annotations

import re

from generator.errors import LegacyFont

_FONT = re.compile(r"^(?:[A-Z]{6}\+)?(?:\.Vn\w+|VNI-[\w-]+|VNtimes\w*)", re.IGNORECASE)
# Letters that stand for Vietnamese ones in TCVN3 ("Céng hßa x· héi") and in VNI ("Coäng hoøa xaõ hoäi").
_TCVN3 = re.compile(
    r"[a-z][\u00b5-\u00b9\u00bb-\u00be\u00c6-\u00cf\u00d1\u00d2\u00d6-\u00d8\u00dc\u00de\u00e3\u00e6\u00e7\u00eb"
    r"\u00ee\u00f1\u00f6-\u00f8\u00fb\u00fe]|[\u00ad\u00ae\u00a9-\u00ac][a-z]|\u00ae[\u00b5-\u00ff]",
    re.IGNORECASE,
)
_VNI = re.compile(
    r"[aeiouy][\u00f8\u00f5\u00e4\u00fb\u00e2\u00e1\u00e0\u00e5\u00ea\u00e3\u00eb\u00fa\u00fc\u00e9\u00e8]"
    r"|[\u00f6\u00f4][\u00f8\u00f5\u00e4\u00fb\u00ef]",
    re.IGNORECASE,
)
_UNICODE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def legacy_font(name: str | None) -> bool:
    """Whether a font's name is of the TCVN3 or VNI families."""
    return bool(name) and _FONT.match(name or "") is not None


def refuse_legacy_fonts(counts: dict[str, int], file: str) -> None:
    """Raise LegacyFont when more than a tenth of the letters are set in such a font. `counts`: font name → letters."""
    total = sum(counts.values()) or 1
    old = {name: count for name, count in counts.items() if legacy_font(name)}
    if sum(old.values()) > 0.1 * total:
        raise LegacyFont(file=file, font=max(old, key=lambda name: old[name]))


def refuse_legacy_text(text: str, file: str) -> None:
    """Raise LegacyFont when plain text reads like TCVN3 or VNI: many odd pairs and hardly a Vietnamese letter."""
    sample = text[:20_000]
    words = len(sample.split())
    if words < 20 or len(_UNICODE.findall(sample)) > 0.05 * words:
        return
    for family, pattern in (("TCVN3", _TCVN3), ("VNI", _VNI)):
        if len(pattern.findall(sample)) > 0.3 * words:
            raise LegacyFont(file=file, font=family)
