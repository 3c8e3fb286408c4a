"""The organisation's file: what it may replace and delegate, and how it cannot be swapped."""

import hashlib
import os
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest

from promptguard.errors import ConfigError
from promptguard.model import Action, Level, Policy, Situation
from promptguard.policy.decide import decide
from promptguard.policy.destinations import find
from promptguard.policy.load import load_policy

OWNERS = frozenset((os.getuid(), 0))
HEAD = 'version = 1\n[default]\naction = "allow"\nwhy = "by contract"\n'
BAN = '[[clause]]\nid = "ban"\naction = "block"\nwhy = "banned"\ndestinations = ["deepseek"]\n'
LOOSE = (
    '[[clause]]\nid = "restricted-stays"\naction = "warn"\nwhy = "with care"\n'
    'level_min = "restricted"\nlocal = false\n'
)


def managed(folder: Path, text: str, name: str = "policy.toml") -> str:
    path = folder / name
    path.write_text(text)
    path.chmod(0o644)
    return str(path)


def load(system: str, repository: str = "", user: str = "") -> Policy:
    return load_policy(repository, user=user, today="2026-11-24", system=system, owners=OWNERS)


def action(policy: Policy, level: Level, name: str, **more: str) -> Action:
    to = find(name, policy.destinations)
    return decide(policy, Situation(level, to, date="2026-11-24")).action


def test_it_replaces_the_shipped_row_it_names_and_no_other(tmp_path: Path) -> None:
    policy = load(managed(tmp_path, HEAD + LOOSE))
    assert action(policy, Level.RESTRICTED, "claude-code-commercial") is Action.WARN
    assert action(policy, Level.RESTRICTED, "deepseek") is Action.BLOCK  # by facts that are bad
    gone = load(managed(tmp_path, HEAD.replace("[", 'replaces = ["restricted-stays"]\n[', 1)))
    assert action(gone, Level.RESTRICTED, "claude-code-commercial") is Action.WARN


def test_repository_and_user_tighten_and_never_loosen(tmp_path: Path) -> None:
    system = managed(tmp_path, HEAD + BAN)
    free = managed(tmp_path, HEAD + BAN.replace("block", "warn"), "free.toml")
    strict = managed(tmp_path, HEAD + BAN.replace("deepseek", "qwen"), "strict.toml")
    for below in ((free, ""), ("", free), (free, strict)):
        assert action(load(system, *below), Level.PUBLIC, "deepseek") is Action.BLOCK
    assert action(load(system, free, strict), Level.PUBLIC, "qwen") is Action.BLOCK


def test_a_delegated_row_may_be_replaced_as_far_as_said(tmp_path: Path) -> None:
    delegate = '[[delegate]]\nclause = "ban"\nto = ["repository"]\nleast = "warn"\n'
    system = managed(tmp_path, HEAD + BAN + delegate)
    free = managed(tmp_path, HEAD + BAN.replace("block", "warn"), "free.toml")
    assert action(load(system, free), Level.PUBLIC, "deepseek") is Action.WARN
    assert action(load(system, "", free), Level.PUBLIC, "deepseek") is Action.BLOCK
    assert action(load(system), Level.PUBLIC, "deepseek") is Action.BLOCK


@pytest.mark.parametrize(
    ("day", "decided"),
    [
        ("2026-10-31", "BLOCK"),
        ("2026-11-01", "WARN"),
        ("2026-12-31", "WARN"),
        ("2027-01-01", "BLOCK"),
        ("", "BLOCK"),
    ],
)
def test_an_exception_holds_on_its_days_and_names_itself(
    tmp_path: Path, day: str, decided: str
) -> None:
    exception = (
        '[[exception]]\nid = "trial"\nclause = "ban"\nowner = "security"\nreason = "a trial"\n'
        'granted = "2026-11-01"\nexpires = "2026-12-31"\nlevel_max = "internal"\n'
        'destinations = ["deepseek"]\n'
    )
    policy = load(managed(tmp_path, HEAD + BAN + exception))
    to = find("deepseek", policy.destinations)
    got = decide(policy, Situation(Level.INTERNAL, to, date=day))
    assert got.action is Action[decided]
    assert [each.id for each in got.exemptions] == ["trial"] * (decided == "WARN")
    above = decide(policy, Situation(Level.CONFIDENTIAL, to, date=day))
    assert above.action is Action.BLOCK


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param('replaces = ["x"]\n' + HEAD, 'replaces: there is no row "x"', id="replaces"),
        pytest.param(
            HEAD + '[[delegate]]\nclause = "x"\nto = ["user"]\n',
            'delegate: there is no row "x"',
            id="delegate",
        ),
        pytest.param(
            HEAD + '[[delegate]]\nclause = "x"\nto = ["shipped"]\n',
            'delegate[1].to: "shipped" is not a layer below',
            id="to",
        ),
        pytest.param(
            HEAD + '[[exception]]\nid = "e"\nclause = "ban"\n',
            "exception[1].owner: is missing: no exception is for ever",
            id="exception",
        ),
        pytest.param(
            'include = ["policy.toml"]\n' + HEAD, "include: goes in a circle", id="circle"
        ),
        pytest.param(
            'include = ["../x.toml"]\n' + HEAD, 'include: "../x.toml" leaves', id="leaves"
        ),
        pytest.param(
            'include = ["x.toml"]\n' + HEAD, "x.toml: the policy includes it", id="absent"
        ),
        pytest.param("", "version: is missing", id="empty"),
        pytest.param(
            HEAD + '[[role]]\nrole = "x"\nemails = ["a@b.example"]\n',
            "role[1].emails: anybody can write a git address",
            id="email",
        ),
    ],
)
def test_mistakes(tmp_path: Path, text: str, error: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load(managed(tmp_path, text))
    assert error in str(raised.value)


def test_what_includes_says_is_read_from_beside_it(tmp_path: Path) -> None:
    managed(tmp_path, "version = 1\n" + BAN, "bans.toml")
    policy = load(managed(tmp_path, 'include = ["bans.toml"]\n' + HEAD))
    assert action(policy, Level.PUBLIC, "deepseek") is Action.BLOCK


def swapped(path: Path, how: str) -> None:
    if how == "link":
        path.rename(path.with_name("elsewhere"))
        path.symlink_to(path.with_name("elsewhere"))
    elif how == "pipe":
        path.unlink()
        os.mkfifo(path)
    elif how == "folder":
        path.unlink()
        path.mkdir()
    elif how == "open to all":
        path.chmod(0o666)
    elif how == "open folder":
        path.parent.chmod(0o777)
    elif how == "not TOML":
        path.write_text("version = ")
    elif how == "huge":
        path.write_bytes(b"#" * ((1 << 20) + 1))


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("link", "is a symbolic link"),
        ("pipe", "is a pipe, not a file"),
        ("folder", "is not a file"),
        ("open to all", "others may write to the policy"),
        ("open folder", "everybody may write to its folder"),
        ("not TOML", "is not TOML"),
        ("huge", "larger than 1 MiB"),
    ],
)
def test_what_was_tampered_with_stops_everything(tmp_path: Path, how: str, said: str) -> None:
    system = managed(tmp_path, HEAD + BAN)
    load(system)
    swapped(Path(system), how)
    with pytest.raises(ConfigError, match=said):
        load(system)


def test_a_file_of_somebody_else_is_not_the_organisations(tmp_path: Path) -> None:
    system = managed(tmp_path, HEAD)
    strangers = frozenset((os.getuid() + 1,))
    with pytest.raises(ConfigError, match="belongs to user"):
        load_policy(system=system, owners=strangers)


def pointer(tmp_path: Path, **keys: str) -> str:
    lines = "".join(f"{key} = '{value}'\n" for key, value in keys.items())
    return managed(tmp_path, f"version = 1\n[organisation]\n{lines}", "pointer.toml")


def test_a_pinned_file_is_that_file_or_nothing(tmp_path: Path) -> None:
    target = managed(tmp_path, HEAD + BAN)
    Path(target).chmod(0o666)  # Its checksum vouches for it, not its owner.
    digest = hashlib.sha256(Path(target).read_bytes()).hexdigest()
    system = pointer(tmp_path, file=target, sha256=digest)
    assert action(load(system), Level.PUBLIC, "deepseek") is Action.BLOCK
    Path(target).write_text(HEAD)
    with pytest.raises(ConfigError, match="is not the file that the organisation pinned"):
        load(system)


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@example.com"]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_pinned_commit_is_proven_object_by_object(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = tmp_path / "policies"
    (repository / "rules").mkdir(parents=True)
    (repository / "rules" / "policy.toml").write_text(HEAD + BAN)
    git(repository, "init", "-q")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "x")
    revision = git(repository, "rev-parse", "HEAD")
    system = pointer(tmp_path, git=str(repository), revision=revision, path="rules/policy.toml")
    assert action(load(system), Level.PUBLIC, "deepseek") is Action.BLOCK
    monkeypatch.setattr("promptguard.git.output", lambda *_: HEAD.encode())
    with pytest.raises(ConfigError, match="git gave another commit"):
        load(system)


def test_a_signed_file_needs_its_signature(tmp_path: Path) -> None:
    ed25519 = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ed25519")
    key = ed25519.Ed25519PrivateKey.generate()
    target = Path(managed(tmp_path, HEAD + BAN))
    name = b"12345678"
    public = b64encode(b"Ed" + name + key.public_key().public_bytes_raw()).decode()
    signed = key.sign(hashlib.blake2b(target.read_bytes()).digest())
    comment = b"timestamp:1"
    lines = [
        "untrusted comment: x",
        b64encode(b"ED" + name + signed).decode(),
        f"trusted comment: {comment.decode()}",
        b64encode(key.sign(signed + comment)).decode(),
    ]
    signature = target.with_name("policy.toml.minisig")
    system = pointer(tmp_path, file=str(target), public_key=public)
    with pytest.raises(ConfigError, match="does not exist"):
        load(system)
    signature.write_text("\n".join(lines) + "\n")
    assert action(load(system), Level.PUBLIC, "deepseek") is Action.BLOCK
    target.write_text(HEAD)
    with pytest.raises(ConfigError, match="its signature does not fit"):
        load(system)
