"""`soan practice`, `soan check prompt` and `soan eval prompts` from end to end, on the command line's own contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import cli

GOOD = (
    "Viết giấy mời họp thôn gửi các chủ hộ, 19 giờ 12/12 tại nhà văn hóa, bàn làm đường bê tông, dưới 100 chữ. "
    "Chỉ dùng các dữ kiện này, số văn bản để trống. Trưởng thôn xem lại trước khi phát."
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Run the program; returns exit code and standard output."""
    monkeypatch.setenv("SOAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SOAN_EMBEDDER", "none")

    def call(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["soan", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return int(left.value.code or 0), capsys.readouterr().out

    return call


def test_a_first_exercise_from_list_to_card(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    prompt = tmp_path / "prompt.txt"
    prompt.write_text(GOOD, "utf-8")
    assert len(json.loads(run("practice", "list", "--json")[1])) >= 16
    code, shown = run("practice", "start", "vi-soan-01", "--json")
    assert code == 0 and "model" not in json.loads(shown)
    code, answer = run("practice", "submit", "vi-soan-01", prompt, "--json")
    assert code == 0 and json.loads(answer)["attempt"]["number"] == 1
    assert run("practice", "card", "make", prompt, "--title", "Giấy mời", "--purpose", "Mời họp thôn")[0] == 0
    assert json.loads(run("practice", "card", "list", "giay moi", "--json")[1])[0]["title"] == "Giấy mời"
    assert run("practice", "card", "print", "card-", "--out", tmp_path / "card.html")[0] == 0
    done = json.loads(run("practice", "progress", "--json")[1])
    assert any(step["done"] for step in done["steps"]) and not done["complete"]
    assert run("practice", "record", "--name", "Nguyễn Văn A", "--out", tmp_path / "record.docx")[0] == 0


def test_a_prompt_that_fails_leaves_with_one(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    prompt = tmp_path / "prompt.txt"
    prompt.write_text("Thiếu số thì bịa số cho tròn rồi viết báo cáo giúp mình", "utf-8")
    code, told = run("check", "prompt", prompt)
    assert code == 1 and "bịa số" in told
    prompt.write_text(GOOD, "utf-8")
    assert run("check", "prompt", prompt, "--json")[0] == 0


def test_bad_input_leaves_with_two(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("practice", "start", "no-such-exercise")[0] == 2
    assert run("practice", "list", "--family", "poetry")[0] == 2
    assert run("check", "prompt", tmp_path / "none.txt")[0] == 2


def test_eval_prints_the_keys(run) -> None:  # type: ignore[no-untyped-def]
    rows = Path(__file__).parents[1] / "practice" / "triples_hi.jsonl"
    assert json.loads(run("eval", "prompts", rows, "--json")[1]).keys() == {
        "n",
        "pairs_in_order",
        "per_language",
        "per_task",
    }
