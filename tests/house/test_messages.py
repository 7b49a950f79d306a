"""Every sentence exists in the three languages, with the same placeholders; every error has its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from generator import errors
from generator.messages import _room, lookup, rooms

LANGUAGES = ("vi", "en", "hi")


def _flat(entry: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(entry, dict):
        for key, value in entry.items():
            yield from _flat(value, f"{path}.{key}" if path else key)
    else:
        yield path, entry


def _placeholders(entry: Any) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", str(entry)))


@pytest.mark.parametrize("room", rooms())
@pytest.mark.parametrize("language", ["en", "hi"])
def test_same_keys_and_placeholders(room: str, language: str) -> None:
    vi, other = dict(_flat(_room("vi", room))), dict(_flat(_room(language, room)))
    assert vi.keys() == other.keys()
    different = {key for key in vi if isinstance(vi[key], str) and _placeholders(vi[key]) != _placeholders(other[key])}
    assert not different


def _tree(root: type[errors.SoanError]) -> Iterator[type[errors.SoanError]]:
    yield root
    for child in root.__subclasses__():
        yield from _tree(child)


@pytest.mark.parametrize("error", list(_tree(errors.SoanError)))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_a_sentence(error: type[errors.SoanError], language: str) -> None:
    sentence = lookup(f"errors.{error.__name__}", language)
    assert len(sentence) > 15
    assert sentence.rstrip()[-1] in ".।}", sentence
