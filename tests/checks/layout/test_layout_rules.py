"""Papers that keep the decree pass in every way of laying them out; each broken rule is found, and nothing else."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from layout_cases import CASES, DECISION, LETTER, OFFICE
from layout_paper import Paper

from generator.checks.layout.audit import RULES, examine
from generator.messages import lookup

_WAYS = [
    (head, style, ruling)
    for head, style, ruling in itertools.product(
        ("table", "tabs", "paragraphs"),
        ("runs", "styles", "defaults", "theme", "table"),
        ("underscore", "drawing", "vml", "border"),
    )
    # A row of tabs holds several looks, so they come from its runs; its rules are typed.
    if head != "tabs" or (ruling == "underscore" and style not in ("styles", "table"))
]
_KINDS: dict[str, dict[str, Any]] = {"plan": {}, "letter": LETTER, "decision": DECISION, "office": OFFICE}
_CHANGED_IN = [("table", "runs", "underscore"), ("table", "styles", "drawing"), ("tabs", "defaults", "underscore"),
               ("paragraphs", "theme", "border"), ("table", "table", "vml")]  # fmt: skip


@pytest.mark.parametrize(("head", "style", "ruling"), _WAYS)
def test_a_conformant_paper_passes_however_it_is_made(tmp_path: Path, head: str, style: str, ruling: str) -> None:
    for name, changes in _KINDS.items():
        found = examine(Paper(head=head, style=style, ruling=ruling, **changes).save(tmp_path / f"{name}.docx"))
        assert found.broken() == set(), name
        for rule in (
            "motto_line_missing",
            "org_line_missing",
            "org_not_bold",
            "number_symbol_format",
            "signer_not_bold",
        ):
            assert found.outcomes[rule].verdict == "pass", (name, rule)


@pytest.mark.parametrize("at", range(len(CASES)), ids=lambda at: f"{at}-{CASES[at][0] or 'sound'}")
def test_a_change_breaks_its_rule_and_no_other(tmp_path: Path, at: int) -> None:
    rule, changes = CASES[at]
    ways = [_CHANGED_IN[0], _CHANGED_IN[at % len(_CHANGED_IN)]]
    for head, style, ruling in dict.fromkeys(ways):
        if head != "table" and "marks" in changes:
            continue
        paper = Paper(**{"head": head, "style": style, "ruling": ruling, **changes})
        assert examine(paper.save(tmp_path / "p.docx")).broken() == ({rule} if rule else set()), (head, style)


def test_every_rule_is_broken_by_some_case() -> None:
    assert {rule for rule, _ in CASES if rule} | {"margin_bottom"} == set(RULES)


@pytest.mark.parametrize("language", ["vi", "en", "hi"])
def test_every_rule_has_its_words(language: str) -> None:
    assert set(lookup("layout.rule", language)) == set(RULES)
