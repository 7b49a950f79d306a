"""The door to a model: what goes through it, and that blocked text is kept nowhere."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import SecretText
from generator.service.gate import Gate

PERSONAL = "Soạn giấy mời bà Trần Thị Hạnh, CCCD 056180001234."
SECRET = "TỐI MẬT\nPhương án bảo vệ kho số 77 ngày 12/5"


def test_the_model_sees_the_masked_text_and_the_user_the_true_one() -> None:
    seen: list[str] = []

    def model(prompt: str) -> str:
        seen.append(prompt)
        return "Kính mời bà [Họ tên 1] mang căn cước [CCCD 1]."

    answer = Gate().send(PERSONAL, "vi", model)
    assert seen == ["Soạn giấy mời bà [Họ tên 1], CCCD [CCCD 1]."]
    assert answer == "Kính mời bà Trần Thị Hạnh mang căn cước 056180001234."


def test_a_secret_text_never_reaches_the_model() -> None:
    def model(prompt: str) -> str:
        raise AssertionError("called")

    with pytest.raises(SecretText) as caught:
        Gate().send(SECRET, "vi", model)
    assert "kho số 77" not in caught.value.sentence("vi")
    assert "TỐI MẬT" in caught.value.sentence("vi")


def test_blocked_text_is_written_nowhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Data directory, temporary files, logs: none of the text's particular words is there afterwards."""
    data, temporary = tmp_path / "data", tmp_path / "tmp"
    data.mkdir()
    temporary.mkdir()
    environment = {**os.environ, "SOAN_DATA": str(data), "TMPDIR": str(temporary), "HOME": str(tmp_path / "home")}
    for text in (PERSONAL, SECRET):
        run = subprocess.run(
            [sys.executable, "-m", "generator.cli", "check", "data", "-", "--lang", "en"],
            input=text, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert run.returncode == 1, run.stderr
        assert run.stderr == ""
        with caplog.at_level(logging.DEBUG):
            Gate().inspect(text)
    words = ("056180001234", "Hạnh", "kho số 77")
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    held = [path for path in written if any(word in path.read_bytes().decode("utf-8", "ignore") for word in words)]
    assert not held
    assert not any(word in caplog.text for word in words)


def test_a_file_is_read_like_a_guide(tmp_path: Path) -> None:
    path = tmp_path / "don.txt"
    path.write_text(PERSONAL, "utf-8")
    assert Gate().inspect_file(path).decision == "block"
