"""Bad input: a clear word, nothing lost, the right exit code; each through the real command."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.samples.secrets import github_token

PROGRAM = [sys.executable, "-I", "-m", "promptguard"]


def scan(*arguments: str | bytes, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, "scan", *arguments],
        capture_output=True,
        check=False,
        **options,  # type: ignore[call-overload]
    )


def report(*arguments: str | bytes) -> dict[str, list[dict[str, object]]]:
    done = scan("--format", "json", *arguments)
    assert done.returncode in (0, 1), done.stderr
    parsed: dict[str, list[dict[str, object]]] = json.loads(done.stdout)
    return parsed


def kinds(found: dict[str, list[dict[str, object]]]) -> list[object]:
    return [note["kind"] for note in found["notes"]]


def secret_line() -> str:
    return f'TOKEN = "{github_token()}"\n'


def as_nobody(folder: Path, *arguments: str) -> tuple[int, bytes]:
    """Exit code and output of the command as a user without rights: root reads everything.

    The child is forked, not executed, since such a user may not even see this interpreter.
    """
    from promptguard.cli.main import main

    main(["scan", "--quiet", "--format", "json", __file__])  # loads everything that is loaded late
    output = folder / "output"
    child = os.fork()
    if child == 0:
        try:
            for descriptor in (1, 2):
                os.dup2(os.open(output, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), descriptor)
            sys.stdout = sys.stderr = os.fdopen(1, "w", closefd=False)
            os.environ["XDG_CONFIG_HOME"] = "/nonexistent"
            if os.geteuid() == 0:
                os.setuid(65534)
            os._exit(main(list(arguments)))
        finally:
            os._exit(99)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    said = output.read_bytes()
    output.unlink()
    return code, said


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    done = scan(str(tmp_path / "nothing"))
    assert done.returncode == 3
    assert done.stderr == f"promptguard: {tmp_path / 'nothing'}: no such file or folder\n".encode()


def test_a_file_that_may_not_be_read_is_a_note(tmp_path: Path) -> None:
    base = Path(tempfile.mkdtemp(dir="/tmp"))
    base.chmod(0o755)
    try:
        (base / "closed.py").write_text(secret_line())
        (base / "closed.py").chmod(0o000)
        (base / "open.py").write_text("x = 1\n")
        of_folder = as_nobody(tmp_path, "scan", "--quiet", "--format", "json", str(base))
        of_file = as_nobody(tmp_path, "scan", "--quiet", str(base / "closed.py"))
    finally:
        shutil.rmtree(base)
    assert of_folder[0] == 0, of_folder[1]
    found = json.loads(of_folder[1])
    assert kinds(found) == ["unreadable"]
    assert found["summary"]["files"] == 1
    assert of_file[0] == 3
    assert b"Permission denied" in of_file[1]


def test_links_in_a_tree_are_said_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "broken").symlink_to("nowhere")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "up").symlink_to("..")
    (tmp_path / "a.py").write_text(secret_line())
    found = report(str(tmp_path))
    assert kinds(found) == ["symlink"] * 3
    assert len(found["findings"]) == 1


@pytest.mark.parametrize("target", ["nowhere", "self"])
def test_a_named_link_to_nothing_is_trouble(tmp_path: Path, target: str) -> None:
    (tmp_path / "self").symlink_to(target)
    done = scan(str(tmp_path / "self"))
    assert done.returncode == 3
    assert b"symbolic link to nothing, or in a circle" in done.stderr


def test_a_named_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(secret_line())
    (tmp_path / "link").symlink_to("a.py")
    assert scan(str(tmp_path / "link")).returncode == 1


def test_a_pipe_and_a_device_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.py").write_text("x = 1\n")
    assert kinds(report(str(tmp_path))) == ["special-file"]
    assert scan("/dev/null", timeout=30).returncode == 3


def test_a_file_that_vanishes_between_listing_and_reading(tmp_path: Path) -> None:
    from promptguard.model import NoteKind, Settings
    from promptguard.rulebook import open_rulebook
    from promptguard.scanning import scan_files

    (tmp_path / "there.py").write_text("x = 1\n")
    files = [(str(tmp_path / name), name) for name in ("gone.py", "there.py")]
    outcome = scan_files(files, open_rulebook(), Settings())
    assert [(note.kind, note.origin.name) for note in outcome.notes] == [
        (NoteKind.VANISHED, "gone.py")
    ]
    assert outcome.files == 1


def test_binary_is_a_note(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\0\1\2" + secret_line().encode())
    found = report(str(tmp_path))
    assert kinds(found) == ["binary"]
    assert found["notes"][0]["path"].endswith("a.bin")  # type: ignore[attr-defined]


def test_invalid_utf8_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"# \xff\xfe\x80 caf\xe9\n" + secret_line().encode())
    (finding,) = report(str(tmp_path))["findings"]
    assert (finding["line"], finding["column"]) == (2, 10)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "gb18030", "shift_jis"])
def test_every_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    words = {"shift_jis": "これは社外秘のファイルです\n", "utf-16": "é\n"}
    text = words.get(encoding, "这是内部文件，请勿外传\n") + secret_line()
    (tmp_path / "a.py").write_bytes(text.encode(encoding))
    (finding,) = report(str(tmp_path))["findings"]
    assert (finding["line"], finding["column"]) == (2, 10)


def test_fifty_megabytes_on_one_line(tmp_path: Path) -> None:
    token = github_token()
    with open(tmp_path / "a.js", "wb") as out:
        out.write(b"x=1;" * 6_250_000 + f'k="{token}";'.encode() + b"y=2;" * 6_250_000)
    (finding,) = report(str(tmp_path))["findings"]
    assert (finding["line"], finding["column"]) == (1, 25_000_000 + 4)


def test_a_secret_across_the_edge_of_a_window(tmp_path: Path) -> None:
    from promptguard.documents.windows import WINDOW

    for shift in (0, 20, 45):
        body = b"# filler\n" * ((WINDOW - shift) // 9)
        (tmp_path / f"{shift}.py").write_bytes(body + secret_line().encode() + body)
    assert len(report(str(tmp_path))["findings"]) == 3


def test_deep_nesting_is_only_text(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000 + "]" * 100_000)
    (tmp_path / "deep.yaml").write_text("\n".join(" " * n + "a:" for n in range(3000)))
    for confidence in ("possible", "very_unlikely"):
        done = scan("--min-confidence", confidence, str(tmp_path), timeout=120)
        assert done.returncode == 0, done.stderr


def test_a_regex_bomb_in_the_configuration_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "promptguard.toml").write_text(
        "[[rules]]\nid = 'bomb'\ntitle = 'Bomb'\nlevel = 'internal'\nlabels = ['x']\n"
        "pattern = '(a+)+(b+)+(a|aa)+$x'\nadvice = 'None.'\n"
        "examples = ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaab']\n"
    )
    done = scan(str(tmp_path), timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith(b"promptguard: ")
    assert done.stderr.count(b"\n") == 1


def test_a_rule_that_runs_away_on_a_document_is_a_note(tmp_path: Path) -> None:
    (tmp_path / "promptguard.toml").write_text(
        "[[rules]]\nid = 'slow'\ntitle = 'Slow'\nlevel = 'internal'\nlabels = ['x']\n"
        "pattern = 'key(?:a|aa)+(?=b)'\nadvice = 'None.'\nexamples = ['keyab']\n"
    )
    (tmp_path / "a.txt").write_text("key" + "a" * 4000 + "c\nkeyab\n")
    done = scan("--format", "json", str(tmp_path), timeout=60)
    assert done.returncode == 0
    assert kinds(json.loads(done.stdout)) == ["rule-timeout"]


def test_odd_names_are_scanned_and_forge_nothing(tmp_path: Path) -> None:
    names = [b"new\nline.py", b"latin-\xe9.py", b"esc-\x1b[31m.py", b"-dash.py", "密.py".encode()]
    for name in names:
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as out:
            out.write(secret_line().encode())
    assert len(report(str(tmp_path))["findings"]) == len(names)
    text = scan(str(tmp_path)).stdout
    assert b"\x1b" not in text
    assert b"new\\nline.py:1:10:" in text
    assert len([line for line in text.splitlines() if b":1:10:" in line]) == len(names)


@pytest.mark.parametrize("state", ["read-only", "corrupted", "truncated"])
def test_the_cache_only_costs_time(tmp_path: Path, state: str) -> None:
    cache = tmp_path / "cache"
    (tmp_path / "a.py").write_text(secret_line())
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    assert scan(str(tmp_path / "a.py"), env=environment).returncode == 1
    (file,) = (cache / "promptguard").glob("*.hsdb")
    if state == "read-only":
        environment["XDG_CACHE_HOME"] = "/proc/promptguard"
    else:
        content = file.read_bytes()
        file.write_bytes(content[:-100] if state == "truncated" else b"\xff" * len(content))
    assert scan(str(tmp_path / "a.py"), env=environment).returncode == 1


def test_an_interrupt_leaves_nothing_half_written(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number}.py").write_text(secret_line() * 20)
    output = tmp_path / "report.json"
    child = subprocess.Popen(
        [*PROGRAM, "scan", "--format", "json", "--output", str(output), str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(1.0)
    os.killpg(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=30)
    assert child.returncode in (130, 1), err
    assert (out, output.exists()) == (b"", child.returncode == 1)
    assert b"Traceback" not in err
    assert [path for path in tmp_path.iterdir() if "report" in path.name and path != output] == []


def test_a_full_disk_is_trouble_not_half_a_report(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(secret_line() * 500)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*PROGRAM, "scan", str(tmp_path)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 3
    assert b"the report could not be written: No space left on device" in done.stderr


def test_a_reader_that_goes_away_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(secret_line() * 3000)
    with subprocess.Popen(
        [*PROGRAM, "scan", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(10)
        child.stdout.close()
        assert b"Traceback" not in child.stderr.read()


def test_no_value_reaches_any_output(tmp_path: Path) -> None:
    tokens = [github_token(seed) for seed in range(200)]
    for number, token in enumerate(tokens):
        (tmp_path / f"{number}.py").write_text(f'TOKEN = "{token}"\n')
    for name in ("text", "json", "sarif"):
        for confidence in ("possible", "very_unlikely"):
            done = scan("--format", name, "--min-confidence", confidence, str(tmp_path))
            said = done.stdout + done.stderr
            assert [token for token in tokens if token[6:24].encode() in said] == []
