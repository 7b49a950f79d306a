# ruff: noqa: E501  (markup and Vietnamese sentences, one to a line)
"""Administrative papers for the tests, written by hand in WordprocessingML so that a look can come from anywhere:
runs, styles, document defaults, theme fonts or a table style; and a head be a table, tabs or plain paragraphs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
LOOKS: dict[str, dict[str, object]] = {
    "national": {"size": 13, "b": 1, "jc": "center"},
    "motto": {"size": 14, "b": 1, "jc": "center"},
    "superior": {"size": 13, "jc": "center"},
    "agency": {"size": 13, "b": 1, "jc": "center"},
    "number": {"size": 13, "jc": "center"},
    "date": {"size": 14, "i": 1, "jc": "center"},
    "vv": {"size": 12, "jc": "center"},
    "title": {"size": 14, "b": 1, "jc": "center"},
    "subject": {"size": 14, "b": 1, "jc": "center"},
    "issuer": {"size": 14, "b": 1, "jc": "center"},
    "address": {"size": 14, "jc": "center"},
    "addressee": {"size": 14, "left": 2835},
    "basis": {"size": 14, "i": 1, "jc": "both", "first": 720, "after": 120},
    "body": {"size": 14, "jc": "both", "first": 720, "after": 120},
    "heading": {"size": 14, "b": 1, "jc": "center", "after": 120},
    "label": {"size": 12, "b": 1, "i": 1},
    "receiver": {"size": 11},
    "post": {"size": 14, "b": 1, "jc": "center"},
    "name": {"size": 14, "b": 1, "jc": "center"},
    "mark": {"size": 13, "b": 1, "jc": "center"},
    "rule": {"size": 13, "jc": "center"},
    "annex": {"size": 14, "b": 1, "jc": "center"},
}
LONG = (
    "Ủy ban nhân dân xã giao các thôn rà soát danh sách người có nhu cầu học kỹ năng số, báo cáo kết quả qua hệ thống "
    "quản lý văn bản để tổng hợp và bố trí lớp học phù hợp với từng nhóm đối tượng trên địa bàn."
)
Lines = list[tuple[str, str]]


@dataclass
class Paper:
    """A conformant official paper; tests change one thing at a time."""

    head: str = "table"  # table | tabs | paragraphs
    style: str = "runs"  # runs | styles | defaults | theme | table
    ruling: str = "underscore"  # underscore | drawing | vml | border | none
    superior: list[str] = field(default_factory=list)
    agency: list[str] = field(default_factory=lambda: ["ỦY BAN NHÂN DÂN", "XÃ SƠN THỦY"])
    national: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    motto: str = "Độc lập - Tự do - Hạnh phúc"
    number: str = "Số: 27/KH-UBND"
    date: str = "Sơn Thủy, ngày 09 tháng 4 năm 2026"
    vv: list[str] = field(default_factory=list)
    marks: str = ""  # XML put under the number
    title: str | None = "KẾ HOẠCH"
    subject: list[str] = field(default_factory=lambda: ["Mở lớp kỹ năng số cho người cao tuổi"])
    before: Lines = field(default_factory=list)  # between the subject and the text
    body: Lines = field(default_factory=lambda: [("body", LONG), ("body", LONG + " Giao Văn phòng theo dõi./.")])
    label: str | None = "Nơi nhận:"
    receivers: list[str] = field(default_factory=lambda: ["- UBND tỉnh;", "- Các thôn;", "- Lưu: VT, VHXH."])
    posts: list[str] = field(default_factory=lambda: ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"])
    name: str = "Ngô Minh Hải"
    after: Lines = field(default_factory=list)
    looks: dict[str, dict[str, object]] = field(default_factory=dict)
    no_rule: tuple[str, ...] = ()
    page: tuple[int, int] = (11906, 16838)
    margins: dict[str, int] = field(default_factory=lambda: {"top": 1134, "right": 1134, "bottom": 1134, "left": 1701})
    header: str = ""  # XML of the default header
    footer: str = ""
    title_page: bool = True
    numbering: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    def look(self, role: str) -> dict[str, object]:
        return {**LOOKS[role], **self.looks.get(role, {})}

    # -- pieces --------------------------------------------------------------------------------------------------------

    def paragraph(self, role: str, text: str, extra: str = "") -> str:
        look = self.look(role)
        raw = text.startswith("<w:")
        inner = text if raw else self.run(role, text)
        return f"<w:p>{self._ppr(role, look)}{inner}{extra}</w:p>"

    def run(self, role: str, text: str) -> str:
        look = self.look(role)
        parts = []
        for n, part in enumerate(text.split("\t")):
            if n:
                parts.append("<w:tab/>")
            if part:
                parts.append(f'<w:t xml:space="preserve">{escape(part)}</w:t>')
        return f"<w:r>{self._rpr(role, look)}{''.join(parts)}</w:r>"

    def _rpr(self, role: str, look: dict[str, object]) -> str:
        own = ""
        font = look.get("font") or ("Times New Roman" if self.style == "runs" else "")
        if font:
            own += f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
        if self.style != "styles":
            own += "<w:b/>" if look.get("b") else ""
            own += "<w:i/>" if look.get("i") else ""
            implied = {"defaults": 14, "theme": 14, "table": 14}.get(self.style)
            in_table = (
                self.style == "table"
                and self.head == "table"
                and role in ("national", "motto", "superior", "agency", "number", "date", "vv", "rule", "mark")
            )
            if look["size"] != (13 if in_table else implied):
                own += f'<w:sz w:val="{round(float(str(look["size"])) * 2)}"/>'
        return f"<w:rPr>{own}</w:rPr>"

    def _ppr(self, role: str, look: dict[str, object]) -> str:
        if self.style == "styles":
            return f'<w:pPr><w:pStyle w:val="{role}"/></w:pPr>'
        return f"<w:pPr>{self._paragraph(look)}</w:pPr>"

    def _paragraph(self, look: dict[str, object]) -> str:
        border = f'<w:pBdr><w:{look["border"]} w:val="single" w:sz="6"/></w:pBdr>' if look.get("border") else ""
        tabs = f"<w:tabs>{look['tabs']}</w:tabs>" if look.get("tabs") else ""
        line = f' w:line="{look["line"]}" w:lineRule="{look.get("rule", "auto")}"' if look.get("line") else ""
        return (
            f'{border}{tabs}<w:spacing w:before="{look.get("before", 0)}" w:after="{look.get("after", 0)}"{line}/>'
            f'<w:ind w:left="{look.get("left", 0)}" w:firstLine="{look.get("first", 0)}"/>'
            f'<w:jc w:val="{look.get("jc", "left")}"/>'
        )

    def rule(self, of: str, width: int = 9) -> tuple[str, str]:
        """(what goes into the last paragraph above, what follows it)."""
        if of in self.no_rule or self.ruling == "none":
            return "", ""
        if self.ruling == "drawing":
            return (
                '<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>'
                '<wp:extent cx="900000" cy="0"/><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="line"/>'
                "</wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>",
                "",
            )
        if self.ruling == "vml":
            return (
                '<w:r><w:pict><v:line from="40pt,16pt" to="120pt,16pt" '
                'style="position:absolute;mso-position-horizontal:center"/></w:pict></w:r>',
                "",
            )
        if self.ruling == "border":
            look = {**LOOKS["rule"], "border": "top", "left": 900}
            return "", f"<w:p><w:pPr>{self._paragraph(look)}</w:pPr></w:p>"
        return "", self.paragraph("rule", "_" * width)

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _column(self, lines: Lines, of: str) -> str:
        inside, below = self.rule(of)
        out = "".join(self.paragraph(role, text) for role, text in lines[:-1])
        return out + self.paragraph(*lines[-1], inside) + below

    def _left(self) -> Lines:
        return [("superior", t) for t in self.superior] + [("agency", t) for t in self.agency]

    def _head(self) -> str:
        right: Lines = [("national", self.national), ("motto", self.motto)]
        under = [("number", self.number)] + [("vv", text) for text in self.vv]
        if self.head == "table":
            below = "".join(self.paragraph(*line) for line in under)
            date = self.paragraph("date", self.date) if self.date else "<w:p/>"
            return table(
                [[self._column(self._left(), "agency"), self._column(right, "motto")], [below + self.marks, date]],
                (3400, 5670), "Dau" if self.style == "table" else "",
            )  # fmt: skip
        if self.head == "paragraphs":
            out = self._column(right, "motto") + self._column(self._left(), "agency")
            return out + "".join(self.paragraph(*line) for line in [*under, ("date", self.date)]) + self.marks
        return self._tabbed(right, under)

    def _tabbed(self, right: Lines, under: Lines) -> str:
        stops = '<w:tab w:val="center" w:pos="1700"/><w:tab w:val="center" w:pos="6200"/>'
        rows = [[("agency", text) if role == "agency" else (role, text), None] for role, text in self._left()]
        while len(rows) < 2:
            rows.append([None, None])
        rows[0][1], rows[1][1] = right[0], right[1]
        rows.append(
            [
                ("rule", "" if "agency" in self.no_rule else "_______"),
                ("rule", "" if "motto" in self.no_rule else "_" * 22),
            ]
        )
        rows.append([under[0], ("date", self.date)])
        rows += [[line, None] for line in under[1:]]
        out = ""
        for left, other in rows:
            runs = "".join(
                "<w:r><w:tab/></w:r>" + (self.run(*part) if part else "") for part in (left, other)
            )  # fmt: skip
            out += f'<w:p><w:pPr><w:tabs>{stops}</w:tabs><w:jc w:val="left"/></w:pPr>{runs}</w:p>'
        return out

    def _foot(self) -> str:
        sign = "".join(self.paragraph("post", text) for text in self.posts) + "<w:p/><w:p/><w:p/>"
        sign += self.paragraph("name", self.name)
        list_ = (self.paragraph("label", self.label) if self.label else "") + "".join(
            self.paragraph("receiver", text) for text in self.receivers
        )
        if self.head == "table":
            return table([[list_ or "<w:p/>", sign]], (4500, 4500))
        if self.head == "tabs":
            tabs = '<w:tabs><w:tab w:val="center" w:pos="6500"/></w:tabs>'
            left = [("label", self.label or ""), *(("receiver", text) for text in self.receivers)]
            right = [*(("post", text) for text in self.posts), None, None, None, ("name", self.name)]
            out = ""
            for n in range(max(len(left), len(right))):
                one = self.run(*left[n]) if n < len(left) and left[n][1] else ""
                two = right[n] if n < len(right) else None
                out += (
                    f"<w:p><w:pPr>{tabs}</w:pPr>{one}"
                    + (f"<w:r><w:tab/></w:r>{self.run(*two)}" if two else "")
                    + "</w:p>"
                )
            return out
        moved = sign.replace('<w:ind w:left="0"', '<w:ind w:left="4500"')
        return moved + list_

    def xml(self) -> str:
        out = self._head()
        if self.title is not None:
            out += self.paragraph("title", self.title)
            if self.subject:
                out += self._column([("subject", text) for text in self.subject], "subject")
        out += "".join(
            self.paragraph(role, text) if role != "xml" else text for role, text in [*self.before, *self.body]
        )
        out += self._foot()
        out += "".join(self.paragraph(role, text) if role != "xml" else text for role, text in self.after)
        references = "".join(
            f'<w:{where}Reference w:type="default" r:id="{where}1"/>'
            for where in ("header", "footer") if getattr(self, where)
        )  # fmt: skip
        margins = "".join(f' w:{side}="{value}"' for side, value in self.margins.items())
        out += (
            f'<w:sectPr>{references}<w:pgSz w:w="{self.page[0]}" w:h="{self.page[1]}"/><w:pgMar{margins} w:gutter="0"/>'
            + ("<w:titlePg/>" if self.title_page else "") + "</w:sectPr>"
        )  # fmt: skip
        return f"<w:document {_NS}><w:body>{out}</w:body></w:document>"

    def styles(self) -> str:
        font = 'w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"' if self.style == "theme" else (
            'w:ascii="Times New Roman" w:hAnsi="Times New Roman"' if self.style in ("defaults", "table") else
            'w:ascii="Calibri" w:hAnsi="Calibri"')  # fmt: skip
        size = 28 if self.style in ("defaults", "theme", "table") else 22
        out = f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {font}/><w:sz w:val="{size}"/></w:rPr></w:rPrDefault></w:docDefaults>'
        out += '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        if self.style == "styles":
            out += (
                '<w:style w:type="paragraph" w:styleId="goc"><w:name w:val="goc"/><w:basedOn w:val="Normal"/><w:rPr>'
                '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:style>'
            )
            for role in LOOKS:
                look = self.look(role)
                face = f'<w:rFonts w:ascii="{look["font"]}" w:hAnsi="{look["font"]}"/>' if look.get("font") else ""
                weight = ("<w:b/>" if look.get("b") else "") + ("<w:i/>" if look.get("i") else "")
                out += (
                    f'<w:style w:type="paragraph" w:styleId="{role}"><w:name w:val="{role}"/><w:basedOn w:val="goc"/>'
                    f"<w:pPr>{self._paragraph(look)}</w:pPr>"
                    f'<w:rPr>{face}{weight}<w:sz w:val="{round(float(str(look["size"])) * 2)}"/></w:rPr></w:style>'
                )
        if self.style == "table":
            out += (
                '<w:style w:type="table" w:styleId="Dau"><w:name w:val="Dau"/><w:rPr><w:sz w:val="40"/></w:rPr>'
                '<w:tblStylePr w:type="wholeTable"><w:rPr><w:sz w:val="26"/></w:rPr></w:tblStylePr></w:style>'
            )
        return f"<w:styles {_NS}>{out}</w:styles>"

    def save(self, path: Path) -> Path:
        """Write the DOCX."""
        parts = {"word/document.xml": self.xml(), "word/styles.xml": self.styles(), **self.extra}
        kinds = {"styles": ("styles", "styles.xml")}
        if self.style == "theme":
            parts["word/theme/theme1.xml"] = (
                '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
                '<a:majorFont><a:latin typeface="Arial"/></a:majorFont><a:minorFont><a:latin typeface="Times New Roman"/>'
                "</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
            )
            kinds["theme"] = ("theme", "theme/theme1.xml")
        if self.numbering:
            parts["word/numbering.xml"] = f"<w:numbering {_NS}>{self.numbering}</w:numbering>"
            kinds["numbering"] = ("numbering", "numbering.xml")
        for where, tag in (("header", "hdr"), ("footer", "ftr")):
            if content := getattr(self, where):
                parts[f"word/{where}1.xml"] = f"<w:{tag} {_NS}>{content}</w:{tag}>"
                kinds[f"{where}1"] = (where, f"{where}1.xml")
        types = "application/vnd.openxmlformats-officedocument.wordprocessingml."
        overrides = f'<Override PartName="/word/document.xml" ContentType="{types}document.main+xml"/>'
        overrides += "".join(
            f'<Override PartName="/word/{target}" ContentType="{types}{kind}+xml"/>'
            for kind, target in kinds.values() if kind != "theme"
        )  # fmt: skip
        parts["[Content_Types].xml"] = (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/>{overrides}</Types>'
        )
        base = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        parts["_rels/.rels"] = (
            f'{base}<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
        )
        parts["word/_rels/document.xml.rels"] = (
            base
            + "".join(f'<Relationship Id="{i}" Type="{R}/{k}" Target="{t}"/>' for i, (k, t) in kinds.items())
            + "</Relationships>"
        )
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        path.write_bytes(buffer.getvalue())
        return path


def table(rows: list[list[str]], widths: tuple[int, ...], style: str = "", borders: str = "") -> str:
    """A table of cells given as XML."""
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    out = f"<w:tbl><w:tblPr>{named}{borders}</w:tblPr><w:tblGrid>"
    out += "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
    for row in rows:
        out += "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) + "</w:tr>"
    return out + "</w:tbl>"


BOX = (
    "<w:tblBorders>"
    + "".join(f'<w:{edge} w:val="single" w:sz="6"/>' for edge in ("top", "left", "bottom", "right"))
    + "</w:tblBorders>"
)


def page_field(align: str = "center", size: int = 28, before: str = "") -> str:
    """A paragraph with a PAGE field of three parts."""
    run = f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="{size}"/></w:rPr>'
    return (
        f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{before}<w:r>{run}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{run}<w:instrText> PAGE </w:instrText></w:r><w:r>{run}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r>{run}<w:t>2</w:t></w:r><w:r>{run}<w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
