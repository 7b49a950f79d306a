"""The manifest: what a person knows of a guide overrides what its text says."""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatch
from pathlib import Path

from pydantic import ConfigDict, ValidationError

from generator.domain.base import Language, Value
from generator.errors import FileMissing, ManifestInvalid


class ManifestEntry(Value):
    """One file (or all that match a pattern such as `phu-luc/*.docx`) and what is known of it."""

    model_config = ConfigDict(frozen=True, strict=False, extra="forbid")

    file: str
    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    kind: str | None = None
    language: Language | None = None
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: str | None = None
    licence: str | None = None
    source: str | None = None


class Manifest(Value):
    """All entries of one manifest; `folder` is where its relative paths start."""

    folder: Path
    entries: tuple[ManifestEntry, ...] = ()

    def entry(self, path: Path) -> ManifestEntry | None:
        """The entry for a file: its exact relative path first, then its name, then a pattern."""
        absolute = path.resolve()
        folder = self.folder.resolve()
        relative = absolute.relative_to(folder).as_posix() if absolute.is_relative_to(folder) else path.name
        for wanted in (relative, path.name):
            for entry in self.entries:
                if entry.file == wanted:
                    return entry
        return next((entry for entry in self.entries if fnmatch(relative, entry.file)), None)


def load_manifest(path: Path) -> Manifest:
    """Read a manifest. Raises FileMissing, or ManifestInvalid naming the entry and the field that is wrong."""
    import yaml

    if not path.is_file():
        raise FileMissing(file=str(path))
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, ValueError) as error:  # ValueError: text that is no UTF-8, a day that does not exist
        raise ManifestInvalid(file=path.name, problem=" ".join(str(error).split())) from error
    rows = content.get("guides") if isinstance(content, dict) else content
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ManifestInvalid(file=path.name, problem="guides: [ {file: …, title: …}, … ]")
    entries = []
    for row in rows:
        try:
            entries.append(ManifestEntry.model_validate(row))
        except ValidationError as error:
            first = error.errors()[0]
            place = f"{row.get('file', '?')} · {'.'.join(map(str, first['loc']))}"
            raise ManifestInvalid(file=path.name, problem=f"{place}: {first['msg']}") from error
    return Manifest(folder=path.parent, entries=tuple(entries))
