"""The assistant: answers in the guides' own words, or a refusal that says what was looked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from generator.domain.answer import Answer
from generator.domain.base import Language
from generator.domain.printing import print_citation
from generator.errors import InputError
from generator.grounding.answers.answerer import Answerer
from generator.messages import say
from generator.search.ports import Embedder, VectorIndex
from generator.storage.store import Store

if TYPE_CHECKING:
    from generator.service.authoring import Authoring

LONGEST = 1000  # characters of one question


class Assistant:
    """Questions to the library. A conversation is the list of questions as they were understood (`Answer.asked`); it
    belongs to whoever asks, nothing of it is kept here."""

    def __init__(
        self,
        store: Store,
        embedder: Embedder | None,
        vectors: VectorIndex | None,
        *,
        authoring: Authoring | None = None,
    ) -> None:
        from generator.search.hybrid import HybridSearcher

        searcher = HybridSearcher(store, vectors=vectors, embedder=embedder, abstain=False)
        self._store = store
        self._authoring = authoring
        self._answerer = Answerer(store, searcher, embedder if vectors is not None else None)

    def ask(self, question: str, *, as_of: date, history: Sequence[str] = (), language: Language = "vi") -> Answer:
        """An answer from the guides that may be cited on that day, in the model's words where one is set. Raises
        InputError for an empty or endless question."""
        if not question.strip():
            raise InputError(problem=say("ask.empty", language))
        if len(question) > LONGEST:
            raise InputError(problem=say("ask.long", language, limit=LONGEST))
        answer = self._answerer.answer(question, as_of=as_of, history=history, language=language)
        return answer if self._authoring is None else self._authoring.answer(answer)

    def tell(self, answer: Answer, language: Language) -> str:
        """The answer as people read it: each quote under its citation; or what was looked for and what comes near."""
        if answer.answered:
            return "\n\n".join([*self._said(answer, language), *self._made(answer, language)])
        lines = [say("ask.refused", language, day=answer.as_of.strftime("%d/%m/%Y"))]
        if answer.looked_for:
            lines.append(say("ask.looked_for", language, words=", ".join(answer.looked_for)))
        if answer.nearest is not None:
            lines.append(say("ask.nearest", language, guide=answer.nearest.name, place=answer.nearest.place))
        return "\n".join(lines)

    def _said(self, answer: Answer, language: Language) -> list[str]:
        """Each quote under its citation; in a model's answer, each sentence under those of its quotes."""
        if all(claim.status == "quoted" for claim in answer.claims):
            lines = self.quotes(answer, language)
            return [say("ask.quote", language, quote=line["quote"], citation=line["citation"]) for line in lines]
        told = []
        for claim in answer.claims:
            places = [print_citation(c, self._store.guide(c.guide_id), language) for c in claim.citations]
            told.append(say("model.said", language, text=claim.text, places="; ".join(dict.fromkeys(places))))
        return told

    def _made(self, answer: Answer, language: Language) -> list[str]:
        """How a model took part, when it did or should have."""
        record = answer.generation
        if record is None:
            return []
        if record.fallback_reason is not None:
            return [say("model.answer_fallback", language, reason=record.fallback_reason)]
        struck = say("model.answer_struck", language, count=answer.struck) if answer.struck else ""
        return [f"{say('model.answer_by', language, model=record.model)} {struck}".strip()]

    def quotes(self, answer: Answer, language: Language) -> list[dict[str, str]]:
        """Each quote with its printed citation and its passage; empty in a refusal."""
        return [
            {
                "quote": citation.quote,
                "citation": print_citation(citation, self._store.guide(citation.guide_id), language),
                "guide_id": citation.guide_id,
                "passage_id": citation.passage_id,
            }
            for claim in answer.claims
            for citation in claim.citations
        ]
