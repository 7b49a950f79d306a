"""Where the guides are found again: the library, or a folder of files with no database."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

from generator.domain.guide import Guide
from generator.domain.passage import Passage
from generator.domain.ports import Library
from generator.domain.text import squeeze
from generator.errors import FileError, FileMissing


class FoundGuide(NamedTuple):
    """A guide found again; `same` tells whether the file's sha256 is the recorded one."""

    guide: Guide
    passages: Sequence[Passage]
    same: bool


class GuideSource(Protocol):
    """Finds the guide that a ledger recorded, in its present text."""

    def find(self, guide: Guide) -> FoundGuide | None:
        """The same file, else the guide with the same number, title or file name, else None."""
        ...


def _match(wanted: Guide, known: Sequence[Guide]) -> Guide | None:
    """By hash first; a changed file is known by its number, then its title, then its file name."""
    for guide in known:
        if guide.sha256 == wanted.sha256:
            return guide
    for guide in known:
        if wanted.number and guide.number == wanted.number and guide.kind == wanted.kind:
            return guide
    for guide in known:
        if guide.number == wanted.number and squeeze(guide.title).lower() == squeeze(wanted.title).lower():
            return guide
    return next((guide for guide in known if guide.file_name == wanted.file_name), None)


class LibrarySource:
    """The guides in the database."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def find(self, guide: Guide) -> FoundGuide | None:
        """See GuideSource."""
        found = _match(guide, self._library.guides())
        if found is None:
            return None
        return FoundGuide(found, self._library.passages(found.id), found.sha256 == guide.sha256)


class FolderSource:
    """The guides in a folder, read anew. Files that cannot be read are passed over and named in `unreadable`.

    Raises FileMissing when there is no such folder.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.exists():
            raise FileMissing(file=str(folder))
        self._folder = folder
        self.unreadable: list[str] = []

    @cached_property
    def _read(self) -> list[tuple[Guide, tuple[Passage, ...]]]:
        from generator.reading.files import discover, read_file
        from generator.reading.manifest import load_manifest
        from generator.reading.understand import understand

        listed = self._folder / "manifest.yaml"
        manifest = load_manifest(listed) if listed.is_file() else None
        found = []
        for path in discover([self._folder]):
            try:
                raw = read_file(path)
            except FileError:
                self.unreadable.append(path.name)
                continue
            found.append(understand(raw, manifest.entry(path) if manifest is not None else None))
        return found

    def find(self, guide: Guide) -> FoundGuide | None:
        """See GuideSource."""
        found = _match(guide, [known for known, _ in self._read])
        if found is None:
            return None
        passages = next(texts for known, texts in self._read if known.id == found.id)
        return FoundGuide(found, passages, found.sha256 == guide.sha256)
