"""The ledger as a custom XML part of a DOCX: anyone with unzip can read it (`customXml/item*.xml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.grounding.envelope import NAMESPACE, Envelope, to_json

if TYPE_CHECKING:
    from docx.document import Document

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"


def embed(document: Document, envelope: Envelope) -> None:
    """Add the part and its relationship to the document."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    root: Any = etree.Element(f"{{{NAMESPACE}}}ledger", nsmap={None: NAMESPACE})
    root.text = to_json(envelope)
    package = document.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    number = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", data, package)
    document.part.relate_to(part, _RELATION)
