"""A service over an empty library, and people to act in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from people_helpers import CHEAP, Clock

from generator.search.hybrid import HybridSearcher
from generator.service import Soan
from generator.service.people import People
from generator.storage.store import Store
from generator.writing.extractive import ExtractiveAuthor


@pytest.fixture
def soan(tmp_path: Path) -> Iterator[Soan]:
    """Without vectors; cheap password hashes."""
    store = Store.open(f"sqlite:///{tmp_path / 'soan.db'}")
    service = Soan(store, HybridSearcher(store, vectors=None, embedder=None), ExtractiveAuthor())
    service.__dict__["people"] = People(store, hasher=CHEAP, clock=Clock())
    yield service
    store.close()


@pytest.fixture
def people(soan: Soan) -> People:
    return soan.people
