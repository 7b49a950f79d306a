"""An empty teaching template: every component says in its box what belongs there, and a comment beside it tells the
rule and its source."""

from __future__ import annotations

from generator.domain.paper import Paper
from generator.export.paper.writer import Writer, saved
from generator.messages import lookup, say


def template(paper: Paper, language: str = "vi") -> bytes:
    """The bytes of the template: the open document `paper`, with comments in `language`."""
    writer = Writer(paper)
    writer.build()
    known = lookup("paper_rules.guide", language)
    for name, place in writer.shown.places.items():
        rule = "subject_dispatch" if name == "subject" and not paper.kind.titled else name
        if rule in known and place.runs:
            text = say(f"paper_rules.guide.{rule}", language)
            writer.document.add_comment(place.runs, text, author="Soạn", initials="S")
    return saved(writer.document)
