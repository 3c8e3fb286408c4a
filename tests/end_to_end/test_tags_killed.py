"""`promptguard tag set` killed at random moments: every file is the old one or the new one."""

import os
import signal
import sys
import time
from pathlib import Path

MARK = "promptguard" + ":"
FILES = 400


def start(folder: Path, *words: str) -> int:
    command = [sys.executable, "-m", "promptguard", "tag", *words, "--recursive", str(folder)]
    return os.spawnv(os.P_NOWAIT, sys.executable, [*command, "--quiet"])


def test_killed_again_and_again_no_file_is_broken_and_nothing_is_left_over(tmp_path: Path) -> None:
    old = b"x = 1\r\n" * 2000
    new = {
        level: f"# {MARK} {level}\r\n".encode() + old for level in ("confidential", "restricted")
    }
    for number in range(FILES):
        (tmp_path / f"{number}.py").write_bytes(old)
    written = set()
    for attempt in range(12):
        child = start(tmp_path, "set", ("confidential", "restricted")[attempt % 2])
        time.sleep(0.25 + attempt * 0.05)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        contents = {path.read_bytes() for path in tmp_path.glob("*.py")}
        assert contents <= {old, *new.values()}
        written |= contents
    assert len(written) > 1  # Some did write before they were killed.
    child = start(tmp_path, "set", "restricted")
    assert os.waitpid(child, 0)[1] == 0
    assert len(os.listdir(tmp_path)) == FILES
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {new["restricted"]}
