"""A small library of guides for the author's tests, read by the product's own reading."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.domain.guide import Guide
from generator.domain.passage import Passage
from generator.domain.ports import Hit
from generator.domain.text import words
from generator.reading.content import Limits
from generator.reading.decode import clean
from generator.reading.formats.markdown import read
from generator.reading.raw import RawDocument
from generator.reading.understand import understand

SAFE_DATA = """# Giữ an toàn dữ liệu khi làm việc (bản thử)

Đây là bản tóm lược do Soạn biên soạn để tập huấn.

## 1. Dữ liệu cá nhân là gì

Dữ liệu cá nhân là thông tin giúp xác định một con người cụ thể.
Dữ liệu công khai là thông tin cơ quan đã công bố cho mọi người.
Người xử lý dữ liệu phải trả lời yêu cầu của người dân trong 05 ngày làm việc, trừ trường hợp bất khả kháng.

## 2. Việc không được làm

Khi dùng máy dùng chung, cán bộ không được làm những việc sau:

- không lưu mật khẩu trên trình duyệt;
- không gửi ảnh giấy tờ qua mạng xã hội;
- không mở tệp lạ của người không quen.

Khi phát hiện lộ dữ liệu, cán bộ làm ngay những việc sau:

- báo người phụ trách trong ngày;
- đổi mật khẩu của tài khoản liên quan;
- ghi lại thời điểm phát hiện sự việc.

## 3. Các bước khử nhận dạng

Bước 1: Gạch tên người và số điện thoại trong văn bản.
Bước 2: Thay tên người bằng ký hiệu thống nhất.
Bước 3: Nhờ đồng nghiệp đọc lại văn bản đã sửa.
Bước 4: Lưu bản đã sửa vào thư mục riêng.

## 4. Mức lưu trữ

| Loại hồ sơ | Thời hạn |
|---|---|
| Hồ sơ công khai | 10 năm |
| Hồ sơ nội bộ | 20 năm |

Bảng trên áp dụng cho mọi đơn vị trong tỉnh.

## 5. Lỗi thường gặp

- Tin lời quảng cáo của công cụ miễn phí.
- Dùng chung một tài khoản cho cả phòng.

## Nguồn chính thức

- Văn bản thử số 01/TB-UBND.
"""
MARKETS = """# Chợ và mã QR

## Nhận tiền

Người bán kiểm tra tiền đã vào tài khoản trước khi giao hàng.
Ảnh chụp màn hình của khách không phải là bằng chứng đã nhận tiền.
"""


@dataclass
class SmallLibrary:
    """Satisfies `domain.ports.Library`; `search` ranks by shared words."""

    kept: dict[str, tuple[Guide, tuple[Passage, ...]]] = field(default_factory=dict)

    def add(self, name: str, text: str, **known: object) -> Guide:
        content = read(clean(text).encode(), name, Limits())
        sha = hashlib.sha256(name.encode()).hexdigest()
        raw = RawDocument(file_name=name, media_type="text/markdown", sha256=sha, blocks=tuple(content.blocks))
        guide, passages = understand(raw)
        guide = guide.model_copy(update=known)
        self.kept[guide.id] = (guide, passages)
        return guide

    def guides(self) -> Sequence[Guide]:
        return [guide for guide, _ in self.kept.values()]

    def guide(self, guide_id: str) -> Guide:
        return self.kept[guide_id][0]

    def passages(self, guide_id: str) -> Sequence[Passage]:
        return self.kept[guide_id][1]

    def passage(self, passage_id: str) -> Passage:
        return next(p for _, passages in self.kept.values() for p in passages if p.id == passage_id)

    def search(self, query: str) -> list[Hit]:
        wanted = set(words(query))
        hits = []
        for guide, passages in self.kept.values():
            for passage in passages:
                shared = len(wanted & set(words(f"{guide.title} {passage.text}"))) / len(wanted)
                if shared > 0.3:
                    hits.append(Hit(passage=passage, guide=guide, score=shared))
        return sorted(hits, key=lambda hit: -hit.score)


def library() -> SmallLibrary:
    made = SmallLibrary()
    made.add("du-lieu.md", SAFE_DATA, effective_from=date(2026, 1, 1), licence="CC0", source="thử")
    made.add("cho.md", MARKETS, effective_from=date(2026, 1, 1))
    return made
