"""One owner of the vector store; a dead one never blocks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import LibraryBusy
from generator.search.lock import OwnerLock

_HOLD = """
import sys, time
from pathlib import Path
from generator.search.lock import OwnerLock
lock = OwnerLock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_another_process_is_kept_out_until_it_dies(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(LibraryBusy) as caught:
            OwnerLock(tmp_path)
        assert caught.value.details == {"directory": str(tmp_path), "pid": str(child.pid)}
        os.kill(child.pid, signal.SIGKILL)
    OwnerLock(tmp_path).release()


def test_released_and_taken_again(tmp_path: Path) -> None:
    lock = OwnerLock(tmp_path / "new" / "folder")
    with pytest.raises(LibraryBusy):
        OwnerLock(tmp_path / "new" / "folder")
    lock.release()
    OwnerLock(tmp_path / "new" / "folder").release()
