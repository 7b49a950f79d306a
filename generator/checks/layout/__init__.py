"""Whether a DOCX keeps the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I: read, recognise the boxes, apply the rules."""
