"""The data gate: what must not leave for a model, why, and the same text with stand-ins.

`inspect` never writes anything and keeps nothing: the text lives in the value it returns and nowhere else.
Rules named to the user: Luật 91/2025/QH15 and NĐ 356/2025/NĐ-CP (personal data, Điều 3 and 4), Luật 117/2025/QH15
(State secrets), Công văn 557/BKHCN-CĐSQG (chatbots).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from generator.checks.masking import mask
from generator.checks.personal_data import PERSONAL, SENSITIVE, Datum, find_personal_data
from generator.checks.personal_data.normal import Normal
from generator.checks.secrecy import Secrecy, secrecy
from generator.domain.base import Language, Value
from generator.domain.findings import Finding
from generator.messages import say

Decision = Literal["block", "warn", "pass"]
_SECRECY_KINDS = ("secrecy_mark", "secrecy_mention", "circulation")


class GateFinding(Value):
    """One thing found: code points of the text as given, what it is, which rule asks for care and what to do.

    `replacement` is the stand-in in the masked text ("" for a secrecy mark: nothing can stand in for a secret).
    """

    kind: str
    label: str
    start: int
    end: int
    severity: Literal["error", "warning", "info"]
    rule: str
    explanation: str
    replacement: str = ""

    def as_finding(self) -> Finding:
        """In the form that all checks share; `check` names what review protects."""
        return Finding(
            check="secrecy" if self.kind in _SECRECY_KINDS else "personal_data",
            severity=self.severity,
            place=f"{self.start}–{self.end}",
            message=f"{self.label}: {self.explanation} ({self.rule})",
            suggestion=self.replacement and f"→ {self.replacement}",
            start=self.start,
            end=self.end,
        )


class Inspection(Value):
    """The gate's answer. `masked` may go out when nothing secret was found; `mapping` (stand-in → true words) stays
    here and brings the words back into the answer. `secrecy` is the level that the text carries, if any."""

    decision: Decision
    findings: tuple[GateFinding, ...]
    masked: str
    mapping: dict[str, str]
    secrecy: str | None = None

    @property
    def maskable(self) -> bool:
        """Whether the masked text may leave in place of the text."""
        return self.secrecy is None


def inspect(text: str, language: Language = "vi", *, synthetic: bool = False) -> Inspection:
    """Decide about a text before it leaves: block (personal data, a secrecy mark), warn (talk of levels, limited
    circulation) or pass. With `synthetic` the stand-ins are made-up persons instead of "[Họ tên 1]"."""
    normal = Normal(text)
    data = find_personal_data(text, normal)
    secret = secrecy(text, normal)
    masked, mapping, stand_ins = mask(text, data, language, synthetic=synthetic)
    findings = [_datum(datum, stand_ins.get(k, ""), language) for k, datum in enumerate(data)]
    findings += _secrecy(secret, language)
    severities = {finding.severity for finding in findings}
    decision: Decision = "block" if "error" in severities else "warn" if "warning" in severities else "pass"
    return Inspection(
        decision=decision,
        findings=tuple(sorted(findings, key=lambda finding: finding.start)),
        masked=masked,
        mapping=mapping,
        secrecy=secret.level,
    )


def restore(answer: str, mapping: Mapping[str, str]) -> str:
    """Put the true words back into a model's answer; forgiving about spaces, case and full-width brackets."""
    if not mapping:
        return answer
    plain = answer.replace("［", "[").replace("］", "]").replace("【", "[").replace("】", "]")
    by_key = {_key(stand_in): words for stand_in, words in mapping.items()}
    pattern = "|".join(
        r"\s*".join(re.escape(word) for word in re.findall(r"\[|\]|\d+|[^\s\[\]\d]+", stand_in))
        for stand_in in sorted(mapping, key=len, reverse=True)
    )
    return re.sub(
        rf"(?<!\w)(?:{pattern})(?!\w)", lambda m: by_key.get(_key(m.group()), m.group()), plain, flags=re.IGNORECASE
    )


def _key(stand_in: str) -> str:
    return re.sub(r"\s+", "", stand_in).casefold()


def _datum(datum: Datum, stand_in: str, language: Language) -> GateFinding:
    personal = datum.kind in PERSONAL
    rule = "sensitive" if datum.kind in SENSITIVE else "basic" if personal else "public"
    return GateFinding(
        kind=datum.kind,
        label=say(f"gate.kind.{datum.kind}", language),
        start=datum.start,
        end=datum.end,
        severity="error" if personal else "info",
        rule=say(f"gate.rule.{rule}", language),
        explanation=say(f"gate.why.{rule}", language),
        replacement=stand_in,
    )


def _secrecy(found: Secrecy, language: Language) -> list[GateFinding]:
    findings = []
    for mark in found.marks:
        kind = "secrecy_mark" if mark.own else "secrecy_mention"
        findings.append(_mark(kind, mark.start, mark.end, language, level=mark.level))
    findings += [_mark("circulation", start, end, language) for start, end in found.circulation]
    return findings


def _mark(kind: str, start: int, end: int, language: Language, **details: str) -> GateFinding:
    return GateFinding(
        kind=kind,
        label=say(f"gate.kind.{kind}", language),
        start=start,
        end=end,
        severity="error" if kind == "secrecy_mark" else "warning",
        rule=say("gate.rule.secrecy" if kind != "circulation" else "gate.rule.circulation", language),
        explanation=say(f"gate.why.{kind}", language, **details),
    )
