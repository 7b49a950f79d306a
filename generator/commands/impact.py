"""How the list of affected works is printed; shared by `soan guides replace` and `soan review impact`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.commands.common import language
from generator.commands.office import words
from generator.messages import say

if TYPE_CHECKING:
    from generator.service.impact import ImpactReport


def impact_lines(report: ImpactReport) -> Iterator[str]:
    """Work by work, sentence by sentence: what the guide said, what it says now, whether the sentence still holds."""
    counts = {str(fate): count for fate, count in report.counts().items()}
    yield words("impact.counts", works=len(report.works), **counts)
    for work in report.works:
        state = say(f"review.state.{work.state}", language())
        yield f"\n{work.work_id}  v{work.version}  [{state}]  {work.title}"
        for sentence in work.sentences:
            fate = say(f"review.fate.{sentence.fate}", language())
            yield f"  [{fate}] {sentence.text}"
            if sentence.fate == "unchanged":
                continue
            yield f"    − {sentence.was} ({sentence.address_was})"
            if sentence.now:
                yield f"    + {sentence.now} ({sentence.address_now})"
            yield f"    {words('impact.holds' if sentence.holds else 'impact.fails')}"
