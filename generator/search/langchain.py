"""The search as a langchain retriever, for those who build on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from generator.domain.printing import print_passage


class SoanRetriever(BaseRetriever):
    """`invoke(question)` → documents with `guide_id`, `passage_id`, `citation` and `score` in their metadata."""

    searcher: Any
    k: int = 5
    as_of: date | None = None
    language: str = "vi"

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata={
                    "guide_id": hit.guide.id,
                    "passage_id": hit.passage.id,
                    "citation": print_passage(hit.passage, hit.guide, self.language),
                    "score": hit.score,
                },
            )
            for hit in self.searcher.search(query, k=self.k, as_of=self.as_of)
        ]
