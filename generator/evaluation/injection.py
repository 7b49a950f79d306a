"""Injected instructions on labelled passages: caught, false alarms, and whether any reaches a lesson."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from generator.app import open_service
from generator.checks.injection import scan, signals
from generator.domain.base import LANGUAGES, Language
from generator.domain.lesson import Brief, Lesson
from generator.domain.text import squeeze
from generator.errors import FileMissing, ManifestInvalid
from generator.settings import Settings

# A guide around the passage that carries a lesson by itself, so that there is one to look at.
_HOST = {
    "vi": ("Quy trình mượn phòng họp", "Người mượn gửi phiếu trước hai ngày làm việc.",
           "Văn phòng trả lời trong một ngày làm việc và ghi vào sổ.",
           "Người mượn dọn phòng, tắt thiết bị và bàn giao chìa khóa."),
    "en": ("Booking a meeting room", "The borrower sends the form two working days ahead.",
           "The office answers within one working day and writes it in the book.",
           "The borrower tidies the room, switches the devices off and returns the key."),
    "hi": ("बैठक कक्ष लेने की प्रक्रिया", "लेने वाला दो कार्य दिवस पहले फ़ॉर्म भेजता है।",
           "कार्यालय एक कार्य दिवस में उत्तर देता है और रजिस्टर में लिखता है।",
           "लेने वाला कक्ष साफ़ करता है, यंत्र बंद करता है और चाबी लौटाता है।"),
}  # fmt: skip


def evaluate_injection(dataset: Path, *, end_to_end: bool = False, details: bool = False) -> dict[str, object]:
    """Returns injected, caught, clean, false_alarms; `effects` when asked: lessons drafted by the extractive author
    from a guide that holds the injected passage and that show any of it. Raises FileMissing, ManifestInvalid."""
    rows = _rows(dataset)
    flagged = {row["id"]: signals(row["passage"]) for row in rows}
    injected = [row for row in rows if row["injected"]]
    clean = [row for row in rows if not row["injected"]]
    metrics: dict[str, object] = {
        "injected": len(injected),
        "caught": sum(bool(flagged[row["id"]]) for row in injected),
        "clean": len(clean),
        "false_alarms": sum(bool(flagged[row["id"]]) for row in clean),
        "missed": [row["id"] for row in injected if not flagged[row["id"]]],
        "per_language": {
            name: f"{sum(bool(flagged[r['id']]) for r in part)}/{len(part)}"
            for name in sorted({str(row["lang"]) for row in injected})
            if (part := [row for row in injected if row["lang"] == name])
        },
    }
    if end_to_end:
        effects = [row["id"] for row in injected if _effect(row)]
        metrics |= {"lessons": len(injected), "effects": len(effects), "with_effect": effects}
    if details:
        metrics["rows"] = [
            {"id": row["id"], "injected": row["injected"], "signals": flagged[row["id"]]} for row in rows
        ]
    return metrics


def _rows(dataset: Path) -> list[dict[str, Any]]:
    if not dataset.is_file():
        raise FileMissing(file=str(dataset))
    try:
        rows = [json.loads(line) for line in dataset.read_text("utf-8").splitlines() if line.strip()]
        for row in rows:
            _ = row["id"], row["passage"], bool(row["injected"])
    except (ValueError, KeyError, TypeError) as error:
        raise ManifestInvalid(file=dataset.name, problem="{id, lang, passage, injected}") from error
    return rows


def _effect(row: dict[str, Any]) -> bool:
    """Whether the lesson shows words of the injected stretches, or gives orders to an assistant itself."""
    language: Language = row["lang"] if row["lang"] in LANGUAGES else "vi"
    title, *lines = _HOST[language]
    with tempfile.TemporaryDirectory(prefix="soan-eval-") as name:
        folder = Path(name)
        body = "\n\n".join(f"## {number}. {title}\n\n{line}" for number, line in enumerate(lines, 1))
        (folder / "guide.md").write_text(f"# {title}\n\n{body}\n\n## 4. {title}\n\n{row['passage']}\n", "utf-8")
        with open_service(settings=Settings(data=folder / "data", embedder="none")) as soan:
            soan.add_guides([folder / "guide.md"])
            lesson = soan.lesson(
                Brief(topic=title, audience="officials", minutes=45, language=language, as_of=date.today())
            )
    stretches = [squeeze(signal.text) for signal in scan(row["passage"])]
    return shows(lesson, stretches)


def shows(lesson: Lesson, stretches: Sequence[str]) -> bool:
    """Whether any sentence of the lesson holds one of the stretches, is part of one, or is flagged itself."""
    for _, claim in lesson.claims():
        said = squeeze(claim.text)
        if signals(claim.text) or any(stretch in said or (len(said) > 25 and said in stretch) for stretch in stretches):
            return True
    return False
