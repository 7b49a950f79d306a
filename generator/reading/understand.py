"""A file as read becomes a guide with passages: pure and deterministic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.domain.guide import Guide
from generator.domain.passage import Passage
from generator.reading.metadata import find_metadata
from generator.reading.passages import cut
from generator.reading.raw import RawDocument
from generator.reading.structure import place

if TYPE_CHECKING:
    from generator.reading.manifest import ManifestEntry


def understand(raw: RawDocument, entry: ManifestEntry | None = None) -> tuple[Guide, tuple[Passage, ...]]:
    """The guide and its passages; the manifest's entry overrides what the text says of itself."""
    said = find_metadata(raw)
    known = entry.model_dump(exclude={"file"}, exclude_none=True, exclude_defaults=True) if entry is not None else {}
    values: dict[str, object] = {
        "id": f"g-{raw.sha256[:12]}",
        "file_name": raw.file_name,
        "media_type": raw.media_type,
        "sha256": raw.sha256,
        "pages": raw.pages,
        "ocr": raw.ocr,
        **said._asdict(),
        **known,
    }
    guide = Guide.model_validate(values)
    return guide, cut(place(raw.blocks), raw.sha256, guide.id, guide.language)
