"""Files are exchanged whole: killed, out of space or raced, they are the old one or the new one."""

import contextlib
import os
import resource
import signal
import stat
import sys
import time
from pathlib import Path

import pytest

from promptguard.errors import SourceError
from promptguard.sources.replace import PARTIAL, read, remove, replace, sweep

MOST = 1 << 20

_WRITER = """
import sys
from promptguard.sources.replace import read, replace
number = 0
while True:
    number += 1
    for name in sys.argv[1:]:
        held = read(name, 1 << 30)
        replace(name, b"%d\\n" % number * 50_000, held.stamp)
"""


def exchanged(path: Path, data: bytes) -> None:
    held = read(str(path), MOST)
    assert held is not None
    replace(str(path), data, held.stamp)


def test_mode_owner_and_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.sh"
    path.write_bytes(b"old")
    path.chmod(0o4751)
    attributed = True
    try:
        os.setxattr(path, "user.x", b"1")
    except (AttributeError, OSError):
        attributed = False
    if os.geteuid() == 0:
        os.chown(path, 12, 34)
        path.chmod(0o4751)
    owner = path.stat().st_uid, path.stat().st_gid
    exchanged(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o4751
    assert (path.stat().st_uid, path.stat().st_gid) == owner
    assert not attributed or os.getxattr(path, "user.x") == b"1"
    assert os.listdir(tmp_path) == ["a.sh"]


@pytest.mark.skipif(sys.platform == "darwin", reason="names are counted otherwise there")
def test_the_longest_names_can_be_replaced(tmp_path: Path) -> None:
    for last in "ab":
        path = tmp_path / ("x" * 254 + last)
        path.write_bytes(b"old")
        exchanged(path, b"new")
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"new"}


@pytest.mark.parametrize("make", ["link", "hard", "pipe", "large"])
def test_what_must_not_be_replaced_is_refused(tmp_path: Path, make: str) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    other.write_bytes(b"x" * 100)
    if make == "link":
        path.symlink_to(other)
    elif make == "hard":
        os.link(other, path)
    elif make == "pipe":
        os.mkfifo(path)
    else:
        path.write_bytes(b"x" * 101)
    with pytest.raises(SourceError, match=r"symbolic link|hard links|not a regular|larger than"):
        read(str(path), 100)


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    held = read(str(path), MOST)
    assert held is not None
    path.write_bytes(b"theirs")
    for act in (
        lambda: replace(str(path), b"x", held.stamp),
        lambda: remove(str(path), held.stamp),
    ):
        with pytest.raises(SourceError, match="changed by somebody else"):
            act()
    with pytest.raises(SourceError, match="changed by somebody else"):
        replace(str(path), b"x", None)  # It was to be a new one.
    assert path.read_bytes() == b"theirs"
    assert os.listdir(tmp_path) == ["a"]


def test_without_space_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(SourceError, match="as it was before"):
            exchanged(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


def test_killed_at_any_moment_every_file_is_old_or_new(tmp_path: Path) -> None:
    names = [str(tmp_path / name) for name in "abc"]
    for name in names:
        Path(name).write_bytes(b"0\n" * 50_000)
    for attempt in range(25):
        child = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-c", _WRITER, *names])
        time.sleep(0.12 + attempt * 0.003)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for name in names:
            lines = Path(name).read_bytes().split(b"\n")
            assert len(lines) == 50_001
            assert len(set(lines[:-1])) == 1
    sweep(str(tmp_path))
    assert sorted(os.listdir(tmp_path)) == ["a", "b", "c"]
    assert any(Path(name).read_bytes()[:2] != b"0\n" for name in names)  # It did write.


def test_partial_files_of_living_processes_are_not_swept(tmp_path: Path) -> None:
    living = tmp_path / f".a.{os.getpid()}{PARTIAL}"
    living.touch()
    with contextlib.suppress(FileNotFoundError):
        sweep(str(tmp_path / "nowhere"))
    sweep(str(tmp_path))
    assert living.exists()
