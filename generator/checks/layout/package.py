"""A DOCX as a set of XML parts, opened with the limits of any file that comes from outside."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from generator.errors import FileDamaged, FileEmpty, FileMissing, InputError
from generator.messages import say
from generator.reading.content import Limits
from generator.reading.sniff import DOCX, sniff

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
V = "{urn:schemas-microsoft-com:vml}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_NAMES = {
    _STRICT: W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A[1:-1].encode(),
}


@dataclass
class Package:
    """The parts of one DOCX, parsed when asked for; `main` is the part that holds the body."""

    name: str
    data: bytes
    parts: dict[str, bytes]
    main: str
    _trees: dict[str, Any] = field(default_factory=dict)

    def tree(self, part: str) -> Any:
        """The root element of a part, or None when there is no such part. Raises FileDamaged."""
        if part not in self.parts:
            return None
        if part not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            content = self.parts[part]
            if _STRICT in content:  # "Strict Open XML": other names for the same elements
                for strict, usual in _STRICT_NAMES.items():
                    content = content.replace(strict, usual)
            try:
                self._trees[part] = etree.fromstring(content, parser)
            except etree.XMLSyntaxError as error:
                raise FileDamaged(file=self.name) from error
        return self._trees[part]

    def related(self, kind: str) -> str | None:
        """The part that the body names by a relationship of that kind ("styles", "theme", …)."""
        return next((target for of, target in self.relations().values() if of == kind), None)

    def relations(self) -> dict[str, tuple[str, str]]:
        """Relationship id of the body part → (last word of its type, part name)."""
        folder, file = posixpath.split(self.main)
        root = self.tree(posixpath.join(folder, "_rels", file + ".rels"))
        if root is None:
            return {}
        return {
            rel.get("Id", ""): (
                rel.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join(folder, rel.get("Target", ""))).lstrip("/"),
            )
            for rel in root
            if rel.get("TargetMode") != "External"
        }

    @property
    def macros(self) -> bool:
        """Whether the file carries VBA code; it is never run."""
        return any(part.lower().endswith("vbaproject.bin") for part in self.parts)

    def saved(self) -> bytes:
        """The file with the parsed parts as they now are; the others byte for byte."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in self.parts.items():
                tree = self._trees.get(part)
                archive.writestr(
                    part,
                    content
                    if tree is None
                    else etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True),
                )
        return out.getvalue()


def open_package(path: Path, language: str = "vi", limits: Limits | None = None) -> Package:
    """Open a DOCX or DOCM. Raises FileMissing, FileEmpty, FileEncrypted, FileDamaged, FileMislabelled, FileTooLarge,
    InputError (a file of another kind)."""
    if not path.is_file():
        raise FileMissing(file=str(path))
    data = path.read_bytes()
    if not data:
        raise FileEmpty(file=path.name)
    # A macro document is the same archive under another suffix.
    known_as = path.with_suffix(".docx").name if path.suffix.lower() in (".docm", ".dotx", ".dotm") else path.name
    found = sniff(data, known_as, limits or Limits())
    if found is not DOCX:
        raise InputError(problem=say("layout.bad.not_docx", language, file=path.name))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise FileDamaged(file=path.name) from error
    package = Package(name=path.name, data=data, parts=parts, main="word/document.xml")
    top = package.tree("_rels/.rels")
    for rel in top if top is not None else ():
        if rel.get("Type", "").endswith("/officeDocument"):
            package.main = posixpath.normpath(rel.get("Target", "")).lstrip("/")
    root = package.tree(package.main)
    if root is None or root.find(f"{W}body") is None:
        raise FileDamaged(file=path.name)
    return package
