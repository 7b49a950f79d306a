"""Weights converted once for all tests of this room."""

from __future__ import annotations

import pytest

from generator.settings import Settings


@pytest.fixture(scope="session")
def weights_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(cache=tmp_path_factory.mktemp("models"))
