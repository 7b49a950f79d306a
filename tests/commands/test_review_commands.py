"""The reviewer's job on the command line, from two accounts to the verified file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from generator.app import open_service
from generator.cli import build
from generator.errors import Forbidden, InputError, NotFound, SignInFailed

GUIDE = """---
title: Quy định vay sách
---
# Quy định vay sách

## Thời hạn

Hồ sơ vay sách được giải quyết trong 05 ngày làm việc kể từ ngày nhận hồ sơ đầy đủ của bạn đọc.

## Việc của thủ thư

1. Thủ thư phải ghi tên sách vào sổ trước khi giao cho bạn đọc vay sách.
2. Thủ thư không được thu thêm lệ phí vay sách của bạn đọc.
3. Thủ thư nhắc bạn đọc trả sách đúng hạn bằng tin nhắn trước 02 ngày.
4. Thủ thư lập danh sách bạn đọc vay sách trong 10 ngày đầu tháng.
5. Bạn đọc được vay sách nhiều nhất 4 cuốn trong một lần.
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("SOAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SOAN_EMBEDDER", "none")
    runner, app = CliRunner(), build()

    def call(*arguments: str, code: int = 0) -> Any:
        result = runner.invoke(app, [*arguments, "--json"])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)

    yield call


@pytest.fixture
def work(run: Any, tmp_path: Path) -> str:
    (tmp_path / "vay-sach.md").write_text(GUIDE, "utf-8")
    run("guides", "add", str(tmp_path / "vay-sach.md"))
    run("lesson", "vay sách", "--minutes", "45", "--out", str(tmp_path / "bai.json"))
    run("people", "add", "lan", "--role", "trainer")
    run("people", "add", "minh", "--role", "reviewer", "--name", "Minh")
    made: str = run("works", "add", str(tmp_path / "bai.json"), "--as", "lan")["id"]
    return made


def test_from_submission_to_the_verified_file(run: Any, work: str, tmp_path: Path) -> None:
    run("review", "submit", work, "--as", "lan")
    assert [row["record"]["id"] for row in run("review", "queue", "--as", "minh")] == [work]
    desk = run("review", "show", work, "--as", "minh")
    assert desk["claims"] and desk["blockers"]
    claim = desk["claims"][0]["claim"]
    identity = run("review", "decide", work, desk["claims"][0]["key"], "đúng", "--as", "minh")["claim_id"]
    assert claim["text"] and identity
    assert not run("review", "approve", work, "--as", "minh", code=1)["approved"]
    for line in desk["checklist"]:
        if line["state"] == "person":
            who = "lan" if line["id"].startswith("G") else "minh"
            run("review", "answer", work, line["id"], "yes", "--note", "30/06/2099, phòng đào tạo", "--as", who)
    left = [found["key"] for found in desk["findings"] if found["shuts"]]
    for key in left:
        run("review", "answer", work, key, "yes", "--note", "Chấp nhận được.", "--as", "minh")
    assert run("review", "approve", work, "--as", "minh")["state"] == "approved"
    assert run("review", "publish", work, "--as", "lan")["published"] == 1
    out = tmp_path / "duyet.docx"
    run("works", "export", work, "--out", str(out), "--as", "lan")
    stamp = run("verify", str(out))["stamp"]
    assert (stamp["state"], stamp["approved_by"]) == ("published", "Minh")
    head = tmp_path / "head.txt"
    assert run("review", "verify", "--out", str(head))["ok"]
    assert run("review", "verify", "--head", str(head))["ok"]
    assert run("review", "verify", "--head", f"3:{'0' * 64}", code=1)["faults"]
    assert [event["kind"] for event in run("review", "history", work)][-1] == "published"
    run("review", "form", work, "--out", str(tmp_path / "mau.docx"), "--as", "minh")


def test_who_acts_is_checked(run: Any, work: str) -> None:
    with pytest.raises(Forbidden):
        run("review", "approve", work)
    with pytest.raises(NotFound):
        run("works", "list", "--as", "khong-co")
    run("people", "disable", "lan")
    with pytest.raises(SignInFailed):
        run("works", "list", "--as", "lan")
    with pytest.raises(InputError):
        run("review", "verify", "--head", "abc")


def test_editing_a_part_from_a_file(run: Any, work: str, tmp_path: Path) -> None:
    mark = run("works", "parts", work, "--as", "lan")["parts"]["title"]["mark"]
    (tmp_path / "title.json").write_text('"Cho vay sách"', "utf-8")
    run("works", "edit", work, "title", str(tmp_path / "title.json"), "--seen", mark, "--as", "lan")
    assert run("works", "commit", work, "--as", "lan")["title"] == "Cho vay sách"
    assert [change["part"] for change in run("works", "diff", work, "1", "2", "--as", "lan")["parts"]] == ["title"]
    assert len(run("works", "versions", work)) == 2
    run("works", "delete", work, "--reason", "Bản thử.")
    assert run("works", "list") == []
    assert run("review", "verify")["ok"]


def test_a_replaced_guide_lists_the_works(run: Any, work: str, tmp_path: Path) -> None:
    (tmp_path / "moi.md").write_text(GUIDE.replace("05 ngày", "03 ngày").replace("vay sách\n---", "mới\n---"), "utf-8")
    run("guides", "add", str(tmp_path / "moi.md"))
    with open_service(vectors=False) as soan:
        old, new = (next(g.id for g in soan.guides() if g.file_name == name) for name in ("vay-sach.md", "moi.md"))
    told = run("guides", "replace", old, new)
    assert [found["work_id"] for found in told["works"]] == [work]
    assert {sentence["fate"] for sentence in told["works"][0]["sentences"]} >= {"unchanged", "changed"}
    assert [task["kind"] for task in run("works", "tasks", "--as", "lan")] == ["guide_changed"]
