"""The self-assessment form of a work, filled in with its evidence."""

from __future__ import annotations

from pathlib import Path

from generator.domain.people import Actor
from generator.domain.printing import guide_name
from generator.domain.works import AssessmentForm
from generator.messages import say
from generator.review.checklist import review_date
from generator.review.self_assessment import form_rows
from generator.service.access import guarded
from generator.service.review_history import ReviewHistory
from generator.service.works_base import today


class ReviewForm(ReviewHistory):
    """Forms that a review fills in."""

    @guarded
    def form(self, actor: Actor, work_id: str, path: Path) -> AssessmentForm:
        """Write the form of Thông tư 05/2026/TT-BKHCN, Phụ lục II, as a DOCX, and return what is in it."""
        from generator.export.assessment_form import render
        from generator.export.registry import write_file

        with self._engine.connect() as connection:
            record = self._record(connection, actor, work_id)
            standing = self._standing(connection, record)
        version, language, answers = standing.version, standing.language, standing.answered()
        ledger = version.ledger
        names = self._soan.people.names_of((record.owner,))
        note = answers["R7"].note if "R7" in answers else ""
        due = review_date(note, today())
        owner = names[record.owner]
        general = {
            "name": ledger.title,
            "owner": owner,
            "version": f"{version.number}, {say(f'review.state.{standing.state}', language)}",
            "purpose": say(f"stamp.purpose.{record.visibility}", language),
            "tool": f"{ledger.generation.software}, {say(f'stamp.author.{ledger.generation.author}', language)}",
            "sources": "; ".join(guide_name(source.guide) for source in ledger.sources),
            "hash": version.content_sha256,
            "day": f"{today():%d/%m/%Y}",
        }
        filled = AssessmentForm(
            language=language,
            general=tuple((say(f"form.general.{key}", language), value) for key, value in general.items()),
            rows=form_rows(version, standing.checklist, answers, language),
            responsible=say("form.until", language, name=owner, day=f"{due:%d/%m/%Y}") if due else owner,
        )
        write_file(path, render(filled))
        return filled
