"""The measures of the examiner, on rows whose figures can be counted by hand."""

from __future__ import annotations

import json
from pathlib import Path

from generator.evaluation.items import evaluate_items


def test_counts_flaws_and_clean_rows(tmp_path: Path) -> None:
    base = {"lang": "vi", "source": "", "key": 0, "options": ["Trưởng phòng Nội vụ", "Phó phòng Nội vụ", "Văn thư"]}
    sound = {**base, "id": "a", "stem": "Ai ký giấy mời họp?", "flaws": []}
    wrongly = {**sound, "id": "b", "flaws": ["vague_terms"]}
    broken = {**base, "id": "c", "stem": "Ai ký?", "key": 0, "flaws": ["none_of_the_above"]}
    broken["options"] = ["Trưởng phòng", "Văn thư", "Không có đáp án nào"]
    file = tmp_path / "items.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in (sound, wrongly, broken)), "utf-8")
    result = evaluate_items(file)
    assert (result["n"], result["precision"], result["recall"], result["clean_passed"]) == (3, 1.0, 0.5, 1.0)
