"""The 29 kinds of administrative document (NĐ 30/2020, Điều 7), their abbreviations and samples (Phụ lục III)."""

from __future__ import annotations

from typing import Literal

from generator.domain.base import Value
from generator.domain.text import fold_accents, squeeze

Signing = Literal["one", "meeting", "parties"]
Recipients = Literal["articles", "above", "none"]


class PaperKindRow(Value):
    """One kind.

    `abbreviation` stands in the symbol; empty where the decree gives none (công văn, thư công). `sample` is the sample
    of Phụ lục III. `titled`: the kind's name stands over the text (every kind but công văn). `dated`: place and date
    stand in box 4 (every kind but biên bản). `subject`: a trích yếu is needed. `bases` where căn cứ are customary;
    `authority` where "THẨM QUYỀN BAN HÀNH" stands over them, `enacting` the words before the articles. `addressed`:
    "Kính gửi" may be used (Phụ lục I, II.9d). `recipients`: the first line of Nơi nhận ("- Như Điều …;", "- Như
    trên;"). `signing`: one person; secretary and chair of a meeting; two parties.
    """

    id: str
    name: str
    abbreviation: str
    sample: str
    titled: bool = True
    dated: bool = True
    subject: bool = True
    bases: bool = False
    authority: bool = False
    enacting: str = ""
    addressed: bool = False
    recipients: Recipients = "none"
    signing: Signing = "one"


def _row(identity: str, name: str, abbreviation: str, sample: str = "1.4", **rest: object) -> PaperKindRow:
    return PaperKindRow.model_validate(
        {"id": identity, "name": name, "abbreviation": abbreviation, "sample": sample, **rest}
    )


PAPER_KINDS: dict[str, PaperKindRow] = {
    row.id: row
    for row in (
        _row("nghi-quyet", "Nghị quyết", "NQ", "1.1", bases=True, authority=True, enacting="QUYẾT NGHỊ:",
             recipients="articles"),
        _row("quyet-dinh", "Quyết định", "QĐ", "1.2", bases=True, authority=True, enacting="QUYẾT ĐỊNH:",
             recipients="articles"),
        _row("chi-thi", "Chỉ thị", "CT"),
        _row("quy-che", "Quy chế", "QC"),
        _row("quy-dinh", "Quy định", "QyĐ"),
        _row("thong-cao", "Thông cáo", "TC"),
        _row("thong-bao", "Thông báo", "TB"),
        _row("huong-dan", "Hướng dẫn", "HD", bases=True),
        _row("chuong-trinh", "Chương trình", "CTr", bases=True),
        _row("ke-hoach", "Kế hoạch", "KH", bases=True),
        _row("phuong-an", "Phương án", "PA", bases=True),
        _row("de-an", "Đề án", "ĐA", bases=True),
        _row("du-an", "Dự án", "DA", bases=True),
        _row("bao-cao", "Báo cáo", "BC", addressed=True),
        _row("bien-ban", "Biên bản", "BB", "1.9", dated=False, signing="meeting"),
        _row("to-trinh", "Tờ trình", "TTr", addressed=True, recipients="above"),
        _row("hop-dong", "Hợp đồng", "HĐ", bases=True, signing="parties"),
        _row("cong-van", "Công văn", "", "1.5", titled=False, addressed=True, recipients="above"),
        _row("cong-dien", "Công điện", "CĐ", "1.6"),
        _row("ban-ghi-nho", "Bản ghi nhớ", "BGN", signing="parties"),
        _row("ban-thoa-thuan", "Bản thỏa thuận", "BTT", bases=True, signing="parties"),
        _row("giay-uy-quyen", "Giấy ủy quyền", "GUQ", bases=True),
        _row("giay-moi", "Giấy mời", "GM", "1.7"),
        _row("giay-gioi-thieu", "Giấy giới thiệu", "GGT", "1.8", subject=False, recipients="above"),
        _row("giay-nghi-phep", "Giấy nghỉ phép", "GNP", "1.10", subject=False),
        _row("phieu-gui", "Phiếu gửi", "PG"),
        _row("phieu-chuyen", "Phiếu chuyển", "PC"),
        _row("phieu-bao", "Phiếu báo", "PB"),
        _row("thu-cong", "Thư công", "", "–"),
    )
}  # fmt: skip


def _plain(text: str) -> str:
    return fold_accents(squeeze(text).lower()).replace("_", "-").replace(" ", "-")


_BY_NAME = {_plain(key): row for row in PAPER_KINDS.values() for key in (row.id, row.name)}
_BY_ABBREVIATION = {row.abbreviation.lower(): row for row in PAPER_KINDS.values() if row.abbreviation}


def paper_kind(name: str) -> PaperKindRow | None:
    """The kind called `ke-hoach`, "Kế hoạch", "ke hoach" or "KH"; None for a name that is none of the 29."""
    return _BY_NAME.get(_plain(name)) or _BY_ABBREVIATION.get(squeeze(name).lower())
