"""Coding outcomes to the digital competence frameworks of Viet Nam.

TT 02/2025/TT-BGDĐT (six domains, 24 components, levels CB1–CS2) and NĐ 224/2026/NĐ-CP, Điều 77 khoản 2 (groups a–g).
"""

from __future__ import annotations

import re

from generator.domain.lesson import Level

# component of TT 02/2025, group of NĐ 224/2026, words that show that a text is about it (vi, en, hi)
_COMPONENTS: tuple[tuple[str, str, str], ...] = (
    ("6.2", "e", r"ai có trách nhiệm|trách nhiệm|đạo đức|responsib|ethic|accountab|जिम्मेदार|उत्तरदायी"),
    ("6.3", "e", r"kiểm chứng|kiểm tra kết quả|đối chiếu kết quả|bịa|confabulat|checking what|verify|मनगढ़ंत"
                 r"|परिणाम की जाँच"),
    ("6.1", "a", r"trí tuệ nhân tạo là|ai là gì|giới hạn của ai|câu lệnh|what ai|prompt|एआई क्या|प्रॉम्प्ट"),
    ("4.2", "e", r"dữ liệu cá nhân|riêng tư|thông tin cá nhân|bí mật|personal data|privacy|protecting information"
                 r"|निजी|जानकारी की सुरक्षा"),
    ("4.1", "e", r"mật khẩu|thiết bị|mã độc|lừa đảo|otp|password|scam|fraud|पासवर्ड"),
    ("2.6", "d", r"định danh|vneid|căn cước|danh tính|identity|पहचान"),
    ("2.3", "d", r"dịch vụ công|thủ tục|hồ sơ trực tuyến|nộp hồ sơ|cư trú|public service|online application|सेवा"),
    ("2.5", "d", r"ứng xử|conduct|आचरण"),
    ("1.2", "c", r"đánh giá thông tin|tin giả|nguồn tin|evaluat|sources of information|स्रोत"),
    ("1.1", "c", r"tra cứu|tìm kiếm|search|खोज"),
    ("1.3", "c", r"lưu trữ|hồ sơ điện tử|quản lý dữ liệu|quản trị dữ liệu|data governance|record keeping"),
    ("3.1", "đ", r"soạn thảo|thể thức|trình bày văn bản|văn bản|writing|plain|draft|लेखन|लिखना"),
    ("3.3", "đ", r"bản quyền|sở hữu trí tuệ|copyright|licen[cs]e|बौद्धिक संपदा"),
    ("5.4", "g", r"khung năng lực|năng lực số|competenc|literacy|साक्षरता"),
    ("5.2", "g", r"giải pháp|công cụ phù hợp|right tool|समस्या"),
)  # fmt: skip
_LEVELS: dict[Level, str] = {"basic": "CB2", "intermediate": "TC2", "advanced": "NC1"}
_COMPILED = tuple((code, group, re.compile(words, re.IGNORECASE)) for code, group, words in _COMPONENTS)


def codes(title: str, text: str, level: Level) -> tuple[str, ...]:
    """`("TT02:6.2/CB2", "NĐ224:e")` for what the title, else the text, is about; empty when nothing fits clearly."""
    for words, least in ((title, 1), (text, 2)):
        scored = [(len(pattern.findall(words)), -place) for place, (_, _, pattern) in enumerate(_COMPILED)]
        count, place = max(scored)
        if count >= least:
            code, group, _ = _COMPILED[-place]
            return f"TT02:{code}/{_LEVELS[level]}", f"NĐ224:{group}"
    return ()
