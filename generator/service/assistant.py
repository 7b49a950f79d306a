"""The assistant: answers in the guides' own words, or a refusal that says what was looked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.domain.answer import Answer
from generator.domain.base import Language
from generator.domain.printing import print_citation
from generator.errors import InputError
from generator.grounding.answers.answerer import Answerer
from generator.messages import say
from generator.search.ports import Embedder, VectorIndex
from generator.storage.store import Store

LONGEST = 1000  # characters of one question


class Assistant:
    """Questions to the library. A conversation is the list of questions as they were understood (`Answer.asked`); it
    belongs to whoever asks, nothing of it is kept here."""

    def __init__(self, store: Store, embedder: Embedder | None, vectors: VectorIndex | None) -> None:
        from generator.search.hybrid import HybridSearcher

        searcher = HybridSearcher(store, vectors=vectors, embedder=embedder, abstain=False)
        self._store = store
        self._answerer = Answerer(store, searcher, embedder if vectors is not None else None)

    def ask(self, question: str, *, as_of: date, history: Sequence[str] = (), language: Language = "vi") -> Answer:
        """An answer from the guides that may be cited on that day. Raises InputError for an empty or endless one."""
        if not question.strip():
            raise InputError(problem=say("ask.empty", language))
        if len(question) > LONGEST:
            raise InputError(problem=say("ask.long", language, limit=LONGEST))
        return self._answerer.answer(question, as_of=as_of, history=history, language=language)

    def tell(self, answer: Answer, language: Language) -> str:
        """The answer as people read it: each quote under its citation; or what was looked for and what comes near."""
        if answer.answered:
            return "\n\n".join(
                say("ask.quote", language, quote=line["quote"], citation=line["citation"])
                for line in self.quotes(answer, language)
            )
        lines = [say("ask.refused", language, day=answer.as_of.strftime("%d/%m/%Y"))]
        if answer.looked_for:
            lines.append(say("ask.looked_for", language, words=", ".join(answer.looked_for)))
        if answer.nearest is not None:
            lines.append(say("ask.nearest", language, guide=answer.nearest.name, place=answer.nearest.place))
        return "\n".join(lines)

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
