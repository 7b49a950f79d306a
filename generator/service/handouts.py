"""Handouts for learners and sheets of QR codes for a reception desk."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from generator.domain.guide import Guide
from generator.domain.handout import Handout
from generator.domain.lesson import Brief
from generator.errors import BriefInvalid, NotFound, NothingRelevant
from generator.messages import say
from generator.writing.extractive.handout import HandoutAuthor

if TYPE_CHECKING:
    from generator.service.soan import Soan

_HITS = 40


class Handouts:
    """Over the product's library."""

    def __init__(self, soan: Soan) -> None:
        self._soan = soan
        self._author = HandoutAuthor()

    def handout(self, brief: Brief) -> Handout:
        """A handout of the guide that the brief's topic names (id, number, file name or title), else of the topic.

        Raises BriefInvalid for an empty topic, NothingRelevant when no guide carries it.
        """
        if not brief.topic.strip():
            raise BriefInvalid(problem=say("service.no_topic", brief.language))
        guide = self._named(brief.topic, brief.as_of)
        now = datetime.now(UTC)
        if guide is not None:
            return self._author.handout(
                brief.model_copy(update={"topic": guide.title}), self._soan.store, (), guide, now=now
            )
        hits = self._soan.search(brief.topic, k=_HITS, as_of=brief.as_of, guide_ids=brief.guide_ids)
        if not hits:
            raise NothingRelevant(topic=brief.topic)
        return self._author.handout(brief, self._soan.store, hits, None, now=now)

    def _named(self, key: str, as_of: date) -> Guide | None:
        try:
            guide = self._soan.guide(key)
        except NotFound:
            return None
        return guide if guide.citable(as_of) else None
