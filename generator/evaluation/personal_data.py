"""How well the data gate finds what must not leave, on labelled prompts."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.checks.data_gate import inspect
from generator.checks.personal_data import IDENTIFIERS, PUBLIC, find_personal_data
from generator.checks.secrecy import secrecy
from generator.errors import FileMissing, ManifestInvalid

_OVERLAP = 0.5
_SECRECY = re.compile(
    r"mật|(?:tuyet|toi|do|bi|bao) mat\b|secre|classified|confidential|गोपनीय|lưu hành nội bộ", re.IGNORECASE
)
Span = tuple[int, int, str]


def evaluate_personal_data(dataset: Path) -> dict[str, object]:
    """Rows `{id, lang, text, spans: [{start, end, type}], secret}` → precision and recall of spans (same type,
    intersection over union at least one half), rows decided wrongly, secrecy levels right, and the same by type and
    language. Contacts of offices are counted by type only: to take one for a person's counts as a false span.

    Secrecy rows are those with a level, and those that hold a word of that family ("mật", "secret", "गोपनीय").
    Raises FileMissing, ManifestInvalid.
    """
    rows = list(_rows(dataset))
    right: Counter[tuple[str, str]] = Counter()
    false: Counter[tuple[str, str]] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    clean = blocked = dirty = passed = secret_rows = secret_right = 0
    wrong: list[str] = []
    for row in rows:
        gold: list[Span] = [(s["start"], s["end"], s["type"]) for s in row["spans"]]
        found: list[Span] = [(d.start, d.end, d.kind) for d in find_personal_data(row["text"])]
        hits, extra, lost = _match(gold, found)
        language = row["lang"]
        right.update((span[2], language) for span in hits)
        false.update((span[2], language) for span in extra)
        missed.update((span[2], language) for span in lost)
        must = row["secret"] is not None or any(kind not in PUBLIC for _, _, kind in gold)
        does = inspect(row["text"], language).decision == "block"
        dirty, passed = dirty + must, passed + (must and not does)
        clean, blocked = clean + (not must), blocked + (does and not must)
        if must != does:
            wrong.append(row["id"])
        if row["secret"] is not None or _SECRECY.search(unicodedata.normalize("NFC", row["text"])):
            secret_rows, secret_right = secret_rows + 1, secret_right + (secrecy(row["text"]).level == row["secret"])
    kinds = sorted({kind for kind, _ in [*right, *false, *missed]})
    languages = sorted({row["lang"] for row in rows})

    def rates(names: Sequence[str], spoken: Sequence[str] = languages) -> dict[str, object]:
        keys = [(name, language) for name in names for language in spoken]
        good, bad, lost = (sum(table[key] for key in keys) for table in (right, false, missed))
        return {"n": good + lost, "precision": _share(good, good + bad), "recall": _share(good, good + lost)}

    personal = [kind for kind in kinds if kind not in PUBLIC]
    numbers = [kind for kind in kinds if kind in IDENTIFIERS]
    return {
        "n": len(rows),
        "identifiers": rates(numbers),
        "spans": rates(personal),
        "rows_wrongly_blocked": _share(blocked, clean) if clean else 0.0,
        "rows_wrongly_passed": _share(passed, dirty) if dirty else 0.0,
        "secrecy_rows": secret_rows,
        "secrecy_right": secret_right,
        "per_type": {kind: rates([kind]) for kind in kinds},
        "per_language": {
            language: {"identifiers": rates(numbers, [language]), "spans": rates(personal, [language])}
            for language in languages
        },
        "rows_decided_wrongly": wrong,
        "prompts_per_second": speed([row["text"] for row in rows]),
    }


def speed(texts: Sequence[str]) -> float:
    """Texts inspected for each second of processor time, on one core."""
    started = time.process_time()
    for text in texts:
        inspect(text)
    return round(len(texts) / max(time.process_time() - started, 1e-9), 1)


def _match(gold: list[Span], found: list[Span]) -> tuple[list[Span], list[Span], list[Span]]:
    """Right, false and missed spans; each labelled span answers for one found span at most."""
    left = list(gold)
    right, false = [], []
    for span in found:
        partner = next((g for g in left if g[2] == span[2] and _overlap(g, span) >= _OVERLAP), None)
        if partner is None:
            false.append(span)
        else:
            left.remove(partner)
            right.append(span)
    return right, false, left


def _overlap(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _rows(dataset: Path) -> Iterator[dict[str, Any]]:
    path = dataset / "dev.jsonl" if dataset.is_dir() else dataset
    if not path.is_file():
        raise FileMissing(file=str(path))
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            _ = row["text"], row["lang"], row["secret"], [(s["start"], s["end"], s["type"]) for s in row["spans"]]
        except (ValueError, KeyError, TypeError) as error:
            raise ManifestInvalid(file=path.name, problem=f"{number}: id, lang, text, spans, secret") from error
        yield row
