"""`soan check data`: the data gate on a terminal. No library is opened and nothing is written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.commands.common import language, print_json
from generator.messages import say

if TYPE_CHECKING:
    from generator.checks.data_gate import Inspection


def check_data(file: Path, *, synthetic: bool, as_json: bool) -> None:
    """Print what was found and the masked text; leaves with 1 when the text is blocked."""
    from generator.service.gate import Gate

    gate = Gate()
    if str(file) == "-":
        found = gate.inspect(sys.stdin.read(), language(), synthetic=synthetic)
    else:
        found = gate.inspect_file(file, language(), synthetic=synthetic)
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        _print(found)
    if found.decision == "block":
        raise typer.Exit(1)


def _print(found: Inspection) -> None:
    chosen = language()
    print(say(f"gate.screen.decision_{found.decision}", chosen))
    by_reason: dict[tuple[str, str], list[str]] = {}
    for finding in found.findings:
        words = f"{finding.label} ({finding.start}–{finding.end})"
        by_reason.setdefault((finding.explanation, finding.rule), []).append(words)
    for (explanation, rule), places in by_reason.items():
        print(f"\n• {'; '.join(places)}\n  {explanation[0].upper()}{explanation[1:]}\n  {rule}")
    if found.decision == "block":
        print()
        if found.maskable:
            print(f"{say('gate.screen.masked', chosen)}\n{found.masked}")
        else:
            print(say("gate.screen.no_masked", chosen))
