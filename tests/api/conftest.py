"""The API over a small library, shared or of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from api_site import Site, site_in

from generator.api.limits import Limits


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """For tests that only look whether a call is let through."""
    yield from site_in(tmp_path_factory.mktemp("api"), Limits("1000000/minute", "1000000/minute", 1))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    yield from site_in(tmp_path, Limits("1000/minute", "1000/minute", 1))
