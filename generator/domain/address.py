"""Where words stand in a guide: the path from the annex or chapter down to the point, or the heading path."""

from __future__ import annotations

from typing import Literal

from generator.domain.base import Value

PartKind = Literal[
    "phu_luc", "phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem", "heading", "slide", "step", "table"
]
LEGAL_KINDS: tuple[PartKind, ...] = (
    "phu_luc", "phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem",
)  # fmt: skip


class Part(Value):
    """One step of an address: its kind, its label as printed ("I", "5", "a", "đ") and its title if it has one.

    A `heading` has its words in `title` and its number, when printed, in `label`.
    """

    kind: PartKind
    label: str = ""
    title: str = ""


class Address(Value):
    """Parts from the outermost to the innermost. Empty for text before the first heading."""

    parts: tuple[Part, ...] = ()

    def key(self) -> str:
        """Stable machine form, e.g. `phu_luc:I/phan:I/muc:II/khoan:6/diem:e`; equal for the same place in two
        file formats of one guide (titles count only where there is no label)."""
        return "/".join(f"{part.kind}:{part.label or part.title}" for part in self.parts)

    def starts_with(self, other: Address) -> bool:
        """Whether this place lies inside (or is) the other."""
        mine, theirs = self.key().split("/"), other.key().split("/")
        return not other.parts or mine[: len(theirs)] == theirs

    def nearest(self, kind: PartKind) -> Part | None:
        """The innermost part of that kind."""
        return next((part for part in reversed(self.parts) if part.kind == kind), None)
