"""All rules on one document: `audit` is the way in for the service, the command line and the evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.checks.layout.boxes import Boxes, recognise
from generator.checks.layout.outcome import Outcome, Rule
from generator.checks.layout.package import Package, open_package
from generator.checks.layout.pages import estimate
from generator.checks.layout.reader import read
from generator.checks.layout.rules import body, foot, head, marks, page, title, wording
from generator.domain.base import Value
from generator.domain.findings import Finding
from generator.errors import InputError
from generator.messages import lookup, say

# Rule → (ô số, the check). "-" is the whole page.
RULES: dict[str, tuple[str, Rule]] = {
    "paper_size": ("-", page.paper_size),
    "margin_left": ("-", page.margin_left),
    "margin_right": ("-", page.margin_right),
    "margin_top": ("-", page.margin_top),
    "margin_bottom": ("-", page.margin_bottom),
    "font_family": ("-", page.font_family),
    "page_number_position": ("-", page.page_number_position),
    "page_number_on_first": ("-", page.page_number_on_first),
    "page_number_missing": ("-", page.page_number_missing),
    "page_number_size": ("-", page.page_number_size),
    "national_name_size": ("1", head.national_name_size),
    "national_name_not_bold": ("1", head.national_name_not_bold),
    "motto_dash": ("1", head.motto_dash),
    "motto_line_missing": ("1", head.motto_line_missing),
    "org_not_bold": ("2", head.org_not_bold),
    "org_line_missing": ("2", head.org_line_missing),
    "parent_org_bold": ("2", head.parent_org_bold),
    "stale_district_level": ("6", wording.stale_district_level),
    "number_symbol_format": ("3", head.number_symbol_format),
    "number_zero_pad": ("3", head.number_zero_pad),
    "type_abbreviation": ("3", head.type_abbreviation),
    "invented_number_in_draft": ("3", head.invented_number_in_draft),
    "date_zero_month": ("4", head.date_zero_month),
    "date_zero_day": ("4", head.date_zero_day),
    "date_format": ("4", head.date_format),
    "date_not_italic": ("4", head.date_not_italic),
    "title_not_bold_caps": ("5a", title.title_not_bold_caps),
    "subject_not_bold": ("5a", title.subject_not_bold),
    "subject_line_missing": ("5a", title.subject_line_missing),
    "congvan_has_title": ("5a", title.congvan_has_title),
    "vv_style": ("5b", title.vv_style),
    "vv_size": ("5b", title.vv_size),
    "legal_basis_last_semicolon": ("6", wording.legal_basis_last_semicolon),
    "legal_basis_not_italic": ("6", wording.legal_basis_not_italic),
    "law_basis_has_number": ("6", wording.law_basis_has_number),
    "basis_incomplete": ("6", wording.basis_incomplete),
    "body_not_justified": ("6", body.body_not_justified),
    "body_size": ("6", body.body_size),
    "first_line_indent": ("6", body.first_line_indent),
    "spacing": ("6", body.spacing),
    "line_spacing": ("6", body.line_spacing),
    "clause_letter_not_vietnamese_alphabet": ("6", wording.clause_letter_not_vietnamese_alphabet),
    "article_number_punctuation": ("6", wording.article_number_punctuation),
    "chapter_arabic_number": ("6", wording.chapter_arabic_number),
    "end_mark_missing": ("6", wording.end_mark_missing),
    "sign_authority_abbrev": ("7a", foot.sign_authority_abbrev),
    "sign_title_not_caps": ("7a", foot.sign_title_not_caps),
    "signer_has_academic_title": ("7b", foot.signer_has_academic_title),
    "signer_not_bold": ("7b", foot.signer_not_bold),
    "kinh_gui_in_wrong_kind": ("9a", foot.kinh_gui_in_wrong_kind),
    "kinh_gui_list_format": ("9a", foot.kinh_gui_list_format),
    "recipients_missing": ("9b", foot.recipients_missing),
    "recipients_size": ("9b", foot.recipients_size),
    "recipients_label_style": ("9b", foot.recipients_label_style),
    "recipients_first_line": ("9b", foot.recipients_first_line),
    "archive_line_missing": ("9b", foot.archive_line_missing),
    "secrecy_box": ("10a", marks.secrecy_box),
    "urgency_box": ("10b", marks.urgency_box),
    "annex_number_arabic": ("PL", wording.annex_number_arabic),
}


class Checked(Value):
    """One rule on one document, in words. `verdict` is pass, fail, unknown (a DOCX cannot tell) or absent (there is no
    such part); `source` names the paragraph of the annex; `mend` says what to do in Word."""

    rule: str
    box: str
    verdict: str
    title: str
    where: str
    measured: str
    required: str
    source: str
    mend: str


class LayoutReport(Value):
    """What the rules say of a file. `notes` tell what was done about tracked changes, macros, missing parts."""

    file: str
    kind: str | None
    kind_name: str | None
    pages: int
    pages_sure: bool
    notes: tuple[str, ...]
    rules: tuple[Checked, ...]

    @property
    def failures(self) -> list[Checked]:
        """The rules that the document breaks."""
        return [rule for rule in self.rules if rule.verdict == "fail"]

    def findings(self, language: str) -> list[Finding]:
        """The failures as findings, in the language of the report."""
        return [_finding(rule, language) for rule in self.failures]


@dataclass
class Audit:
    """The raw result: boxes and outcomes, for those who go on working with the file."""

    package: Package
    boxes: Boxes
    outcomes: dict[str, Outcome]

    def broken(self) -> set[str]:
        """Ids of the rules that fail."""
        return {rule for rule, outcome in self.outcomes.items() if outcome.verdict == "fail"}


def examine(path: Path, language: str = "vi") -> Audit:
    """Apply every rule to a DOCX. Raises InputError and FileError for what is not a readable DOCX with text in it."""
    package = open_package(path, language)
    document = read(package)
    if not any(line.text for line in document.lines):
        raise InputError(problem=say("layout.bad.empty", language, file=path.name))
    boxes = recognise(document)
    return Audit(package, boxes, {rule: check(boxes) for rule, (_, check) in RULES.items()})


def audit(path: Path, language: str = "vi") -> LayoutReport:
    """The report on a DOCX in a language."""
    return in_words(examine(path, language), language)


def in_words(found: Audit, language: str) -> LayoutReport:
    """Outcomes as sentences of the catalogue."""
    boxes = found.boxes
    pages, sure = estimate(boxes.read)
    notes = []
    if boxes.read.revisions:
        notes.append(say("layout.note.revisions", language, count=boxes.read.revisions))
    if found.package.macros:
        notes.append(say("layout.note.macros", language))
    if boxes.national is None and boxes.number is None:
        notes.append(say("layout.note.no_head", language))
    elif boxes.kind is None:
        notes.append(say("layout.note.no_kind", language))
    return LayoutReport(
        file=found.package.name,
        kind=boxes.kind.id if boxes.kind else None,
        kind_name=boxes.kind.name if boxes.kind else None,
        pages=pages,
        pages_sure=sure,
        notes=tuple(notes),
        rules=tuple(_checked(rule, found.outcomes[rule], language) for rule in RULES),
    )


def _checked(rule: str, outcome: Outcome, language: str) -> Checked:
    words = lookup(f"layout.rule.{rule}", language)
    measured = say(f"layout.measured.{outcome.measured}", language, **outcome.details) if outcome.measured else ""
    return Checked(
        rule=rule,
        box=RULES[rule][0],
        verdict=outcome.verdict,
        title=words["title"],
        where=outcome.where,
        measured=measured,
        required=words["required"],
        source=say("layout.source", language, place=words["source"]) if words["source"] else "",
        mend=words["mend"],
    )


def _finding(rule: Checked, language: str) -> Finding:
    place = {"-": say("layout.finding.page", language), "PL": say("layout.finding.annex", language)}.get(rule.box)
    box = place or say("layout.finding.box", language, box=rule.box)
    quoted = rule.where if rule.where and rule.where[:40] not in rule.measured else ""
    key = "suggestion" if rule.source else "suggestion_plain"
    return Finding(
        check=rule.rule,
        severity="error",
        place=f"{box}: “{quoted[:60]}”" if quoted else box,
        message=say("layout.finding.message", language, title=rule.title, measured=rule.measured),
        suggestion=say(
            f"layout.finding.{key}", language, required=rule.required, mend=rule.mend,
            **({"source": rule.source} if rule.source else {}),
        ),
    )  # fmt: skip
