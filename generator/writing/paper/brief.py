"""What is asked for: a brief as people write it (YAML, a form, a sentence) becomes a checked value.

Keys may be English or Vietnamese, with or without marks ("co_quan", "cơ quan", "agency"). Everything that cannot be
used is told in one sentence (BriefInvalid).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, NoReturn, get_args

from pydantic import JsonValue

from generator.domain.paper import Circulation, CopyForm, Secrecy, Urgency
from generator.domain.paper_kinds import PaperKindRow, paper_kind
from generator.domain.text import fold_accents, nfc, squeeze
from generator.errors import BriefInvalid
from generator.messages import say
from generator.writing.paper.asked import AnnexBrief, AttachedBrief, BodyPart, CopyBrief, PaperBrief, SignerBrief
from generator.writing.paper.skeletons import fact_names, known_kind, skeletons

# Key → Vietnamese keys. Facts of single kinds are in skeletons.toml.
_COMMON: dict[str, tuple[str, ...]] = {
    "agency": ("co_quan", "co_quan_ban_hanh", "issuer"), "parent": ("co_quan_chu_quan", "chu_quan"),
    "place": ("dia_danh",), "abbreviation": ("viet_tat", "chu_viet_tat"),
    "unit": ("don_vi_soan_thao", "don_vi_soan"), "subject": ("trich_yeu", "title", "ve"), "bases": ("can_cu",),
    "authority": ("tham_quyen",), "proposer": ("theo_de_nghi_cua", "theo_de_nghi"),
    "to": ("kinh_gui", "addressees"), "body": ("noi_dung", "noi_dung_van_ban"), "topic": ("chu_de", "tra_cuu"),
    "signer": ("nguoi_ky",), "signers": ("nhung_nguoi_ky", "cac_ben_ky"), "recipients": ("noi_nhan",),
    "number": ("so",), "date": ("ngay", "ngay_ban_hanh"), "draft": ("du_thao",), "secrecy": ("do_mat",),
    "urgency": ("do_khan", "muc_do_khan"), "circulation": ("pham_vi_luu_hanh", "luu_hanh"),
    "recall": ("tai_lieu_thu_hoi", "thu_hoi"), "drafter": ("nguoi_soan_thao", "nguoi_soan"),
    "print_run": ("so_luong_ban", "so_ban"), "contact": ("lien_he", "dia_chi"), "annexes": ("phu_luc",),
    "attached": ("ban_hanh_kem", "kem_theo"), "copy": ("ban_sao",), "kind": ("loai", "ten_loai"),
}  # fmt: skip
_SIGNER = {
    "authority": ("quyen_han",), "collective": ("tap_the",), "over": ("ky_thay", "thay", "for"),
    "title": ("chuc_vu",), "name": ("ho_ten", "ten"), "other": ("chuc_vu_khac",), "rank_allowed": ("cho_ghi_hoc_vi",),
}  # fmt: skip
_ANNEX = {"title": ("ten", "tieu_de"), "body": ("noi_dung",)}
_ATTACHED = {"kind": ("loai",), "subject": ("trich_yeu", "ten"), "body": ("noi_dung",)}
_COPY = {
    "form": ("hinh_thuc",), "agency": ("co_quan",), "place": ("dia_danh",), "abbreviation": ("viet_tat",),
    "electronic": ("dien_tu",), "signer": ("nguoi_ky",), "recipients": ("noi_nhan",),
}  # fmt: skip
_AUTHORITIES = ("TM.", "Q.", "KT.", "TL.", "TUQ.")
_DEGREE = re.compile(
    r"^(?:(?:PGS|GS|TSKH|TS|ThS|BS|DS|KS|CN|LS|NGND|NGƯT|NSND|NSƯT|TTND|TTƯT|AHLĐ|CKI{1,2}|BSCKI{1,2})\b\.?|"
    r"(?:phó )?giáo sư|tiến s[ĩỹ]|thạc s[ĩỹ]|bác s[ĩỹ]|kỹ sư|cử nhân|luật sư|dược s[ĩỹ]|viện sĩ|kiến trúc sư|"
    r"nhà giáo|nghệ s[ĩỹ]|thầy thuốc|anh hùng|(?:dr|prof|phd|msc|mr|mrs|ms)\b\.?)",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b|\b(\d{4})-(\d{1,2})-(\d{1,2})\b|"
    r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE,
)  # fmt: skip
_YES = ("true", "yes", "co", "1", "on", "x")
_NO = ("false", "no", "khong", "0", "off", "")


class BriefReader:
    """Reads one brief; every problem is told in `language`."""

    def __init__(self, kind: PaperKindRow, language: str) -> None:
        self.kind = kind
        self.language = language

    def fail(self, key: str, **details: object) -> NoReturn:
        """Raise BriefInvalid with a sentence of the catalogue."""
        raise BriefInvalid(problem=say(f"paper.bad.{key}", self.language, **details))

    def read(self, data: object, as_of: date) -> PaperBrief:
        """The checked brief. Raises BriefInvalid."""
        if not isinstance(data, Mapping) or not data:
            self.fail("not_mapping")
        facts = {name: (skeletons()["facts"][name][0],) for name in fact_names(self.kind.id)}
        found = self._keyed(data, {**facts, **_COMMON}, "")
        self._dates(found)
        if (said := found.get("kind")) and paper_kind(self._text(said, "kind")) != self.kind:
            self.fail("other_kind", said=said, kind=self.kind.name)
        agency, parent = self._agency(found)

        def get(name: str) -> str:
            return self._text(found.get(name, ""), name)

        if get("to") and not self.kind.addressed:
            self.fail("addressed", kind=self.kind.name)
        if self.kind.subject and not get("subject"):
            self.fail("no_subject", kind=self.kind.name)
        attached = self._attached(found.get("attached"))
        return PaperBrief(
            kind_id=self.kind.id,
            agency=agency,
            parent=parent,
            as_of=as_of,
            subject=get("subject"),
            facts={name: self._texts(found[name], name) for name in facts if found.get(name)},
            body=self._body(found.get("body"), "body"),
            signers=self._signers(found),
            number=self._number(found.get("number")),
            issued_on=self._day(get("date")),
            draft=self._flag(found.get("draft"), "draft"),
            recall=self._flag(found.get("recall"), "recall"),
            secrecy=self._choice(get("secrecy"), Secrecy, "secrecy"),
            urgency=self._choice(get("urgency"), Urgency, "urgency"),
            circulation=self._choice(get("circulation"), Circulation, "circulation"),
            contact=self._contact(found.get("contact")),
            annexes=self._annexes(found.get("annexes")),
            attached=attached,
            copied=self._copy(found.get("copy")),
            bases=self._texts(found.get("bases", ""), "bases"),
            to=self._texts(found.get("to", ""), "to"),
            recipients=self._texts(found.get("recipients", ""), "recipients"),
            place=get("place"),
            abbreviation=get("abbreviation"),
            unit=get("unit"),
            authority=get("authority"),
            proposer=get("proposer"),
            topic=get("topic"),
            drafter=get("drafter"),
            print_run=get("print_run"),
        )

    # -- pieces ------------------------------------------------------------------------------------------------------

    def _keyed(self, data: object, known: Mapping[str, tuple[str, ...]], place: str) -> dict[str, Any]:
        """The values under their English keys. Unknown keys are refused with the nearest known one."""
        if not isinstance(data, Mapping):
            self.fail("part_not_mapping", field=place)
        names = {alias: name for name, aliases in known.items() for alias in aliases} | {name: name for name in known}
        found: dict[str, Any] = {}
        unknown = []
        for key, value in data.items():
            plain = re.sub(r"[\s\-]+", "_", fold_accents(squeeze(str(key)).lower()))
            if plain not in names:
                near = get_close_matches(plain, names, 1)
                hint = say("paper.bad.near", self.language, name=near[0]) if near else ""
                unknown.append(f"“{key}”{hint}")
            elif names[plain] in found:
                self.fail("twice", field=key)
            else:
                found[names[plain]] = value
        if unknown:
            self.fail("unknown", fields=", ".join(unknown))
        return found

    def _text(self, value: object, field: str) -> str:
        if value is None:
            return ""
        if isinstance(value, (str, int, float)):
            return squeeze(str(value))
        if isinstance(value, date):
            return value.isoformat()
        if not isinstance(value, list) or not all(isinstance(item, (str, int, float)) for item in value):
            self.fail("not_text", field=field)
        return squeeze("; ".join(map(str, value)))

    def _texts(self, value: object, field: str) -> tuple[str, ...]:
        """A list of texts; a text of several lines is such a list."""
        if isinstance(value, list):
            return tuple(text for item in value if (text := self._text(item, field)))
        if isinstance(value, str):
            return tuple(text for line in nfc(value).splitlines() if (text := squeeze(line)))
        text = self._text(value, field)
        return (text,) if text else ()

    def _agency(self, found: dict[str, Any]) -> tuple[str, tuple[str, ...] | None]:
        agency = self._text(found.get("agency", ""), "agency")
        if not agency:
            self.fail("no_agency")
        parent = self._texts(found["parent"], "parent") if "parent" in found else None
        return agency, parent

    def _body(self, value: object, field: str) -> tuple[BodyPart, ...]:
        if value is None:
            return ()
        if isinstance(value, str):
            return tuple(BodyPart(line=line) for line in nfc(value).splitlines() if line.strip())
        if not isinstance(value, list):
            self.fail("not_lines", field=field)
        parts: list[BodyPart] = []
        for item in value:
            if isinstance(item, Mapping):
                table = self._keyed(item, {"table": ("bang",)}, field)["table"]
                if not isinstance(table, list) or not all(isinstance(row, list) for row in table):
                    self.fail("table", field=field)
                parts.append(BodyPart(rows=tuple(tuple(self._text(c, field) for c in row) for row in table if row)))
            else:
                parts.extend(BodyPart(line=line) for line in self._texts(item, field))
        return tuple(parts)

    def _signers(self, found: dict[str, Any]) -> tuple[SignerBrief, ...]:
        many = found.get("signers")
        if many is not None and not isinstance(many, list):
            self.fail("not_lines", field="signers")
        values = list(many or []) or ([found["signer"]] if found.get("signer") else [])
        return tuple(self._signer(value) for value in values)

    def _signer(self, value: object) -> SignerBrief:
        given = self._keyed(value, _SIGNER, "signer") if isinstance(value, Mapping) else {"name": value}
        texts = {name: self._text(given.get(name, ""), name) for name in _SIGNER if name != "rank_allowed"}
        if not self._flag(given.get("rank_allowed"), "rank_allowed") and (degree := _DEGREE.match(texts["name"])):
            self.fail("degree", name=texts["name"], degree=degree.group())
        if texts["authority"]:
            wanted = re.sub(r"[./\s]", "", texts["authority"].upper())
            match = next((known for known in _AUTHORITIES if known.strip(".") == wanted), None)
            if match is None:
                self.fail("authority", value=texts["authority"], known=", ".join(_AUTHORITIES))
            texts["authority"] = match
        return SignerBrief(**texts)

    def _number(self, value: object) -> int | None:
        text = self._text(value, "number")
        if not text:
            return None
        if not text.isdigit() or int(text) < 1:
            self.fail("number", value=text)
        return int(text)

    def _flag(self, value: object, field: str) -> bool:
        plain = fold_accents(self._text(value, field).lower())
        if plain not in _YES + _NO:
            self.fail("flag", field=field, value=value)
        return plain in _YES

    def _choice(self, text: str, choices: Any, field: str) -> Any:
        if not text:
            return None
        plain = {fold_accents(choice): choice for choice in get_args(choices)}
        found = plain.get(fold_accents(text.upper()))
        if found is None:
            self.fail("choice", field=field, value=text, known=", ".join(get_args(choices)))
        return found

    def _contact(self, value: object) -> tuple[str, ...]:
        if isinstance(value, Mapping):
            return tuple(f"{key}: {self._text(text, str(key))}" for key, text in value.items() if text)
        return self._texts(value, "contact") if value else ()

    def _annexes(self, value: object) -> tuple[AnnexBrief, ...]:
        if value is None:
            return ()
        found = []
        for item in value if isinstance(value, list) else [value]:
            given = self._keyed(item, _ANNEX, "annexes")
            title = self._text(given.get("title", ""), "annexes.title")
            found.append(AnnexBrief(title=title, body=self._body(given.get("body"), "annexes.body")))
        return tuple(found)

    def _attached(self, value: object) -> AttachedBrief | None:
        if value is None:
            return None
        given = self._keyed(value, _ATTACHED, "attached")
        row = known_kind(self._text(given.get("kind", "quy-che"), "attached.kind"), self.language)
        subject = self._text(given.get("subject", ""), "attached.subject")
        if not subject:
            self.fail("no_subject", kind=row.name)
        return AttachedBrief(kind_id=row.id, subject=subject, body=self._body(given.get("body"), "attached.body"))

    def _copy(self, value: object) -> CopyBrief | None:
        if value is None:
            return None
        given = self._keyed(value if isinstance(value, Mapping) else {"form": value}, _COPY, "copy")
        form = self._choice(self._text(given.get("form", ""), "copy.form").replace("-", " "), CopyForm, "copy.form")
        if form is None:
            self.fail("choice", field="copy.form", value="", known=", ".join(get_args(CopyForm)))
        texts = {name: self._text(given.get(name, ""), f"copy.{name}") for name in ("agency", "place", "abbreviation")}
        return CopyBrief(
            form=form,
            electronic=self._flag(given.get("electronic"), "copy.electronic"),
            signer=self._signer(given["signer"]) if given.get("signer") else None,
            recipients=self._texts(given.get("recipients", ""), "copy.recipients"),
            **texts,
        )

    # -- days --------------------------------------------------------------------------------------------------------

    def _dates(self, value: object) -> None:
        """Every day written anywhere in the brief exists."""
        if isinstance(value, Mapping):
            for item in value.values():
                self._dates(item)
        elif isinstance(value, list):
            for item in value:
                self._dates(item)
        elif isinstance(value, str):
            for match in _DAY.finditer(value):
                self._existing(match)

    def _existing(self, match: re.Match[str]) -> date:
        d1, m1, y1, y2, m2, d2, d3, m3, y3 = match.groups()
        year, month, day = int(y1 or y2 or y3), int(m1 or m2 or m3), int(d1 or d2 or d3)
        try:
            return date(year, month, day)
        except ValueError:
            self.fail("no_such_day", value=match.group())

    def _day(self, text: str) -> date | None:
        if not text:
            return None
        match = _DAY.fullmatch(text)
        if match is None:
            self.fail("not_a_day", value=text)
        return self._existing(match)


def read_brief(kind: str, data: Mapping[str, JsonValue] | object, as_of: date, language: str = "vi") -> PaperBrief:
    """The checked brief of a document of that kind. Raises BriefInvalid with one sentence."""
    return BriefReader(known_kind(kind, language), language).read(data, as_of)
