"""Which configuration holds, and what lies below it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from promptguard.config import load
from promptguard.config.find import read_user_file
from promptguard.errors import ConfigError
from promptguard.model import Confidence, Settings

LIKELY = b'min_confidence = "likely"\n'
UNLIKELY = b'min_confidence = "unlikely"\n'
SHARED = b"[tool.promptguard]\n" + LIKELY


def no_user() -> None:
    return None


def reader(files: dict[str, bytes]) -> Callable[[str], bytes | None]:
    return files.get


@pytest.mark.parametrize(
    ("files", "confidence", "source", "root"),
    [
        pytest.param({}, Confidence.POSSIBLE, "", "", id="none at all"),
        pytest.param(
            {"a/b/promptguard.toml": LIKELY, "promptguard.toml": UNLIKELY},
            Confidence.LIKELY,
            "a/b/promptguard.toml",
            "a/b",
            id="the nearest wins",
        ),
        pytest.param(
            {"promptguard.toml": UNLIKELY},
            Confidence.UNLIKELY,
            "promptguard.toml",
            "",
            id="the top of an index has no name",
        ),
        pytest.param(
            {"a/pyproject.toml": SHARED, "promptguard.toml": UNLIKELY},
            Confidence.LIKELY,
            "a/pyproject.toml",
            "a",
            id="a nearer pyproject.toml",
        ),
        pytest.param(
            {"a/pyproject.toml": SHARED, "a/promptguard.toml": UNLIKELY},
            Confidence.UNLIKELY,
            "a/promptguard.toml",
            "a",
            id="its own file before the shared one",
        ),
        pytest.param(
            {"a/pyproject.toml": b"[tool.other]\n", "promptguard.toml": UNLIKELY},
            Confidence.UNLIKELY,
            "promptguard.toml",
            "",
            id="a pyproject.toml without the table is passed by",
        ),
        pytest.param(
            {"a/pyproject.toml": b"# no [tool.promptguard] yet\n"},
            Confidence.POSSIBLE,
            "",
            "",
            id="only a comment names the table",
        ),
        pytest.param(
            {"a/pyproject.toml": b"not = = toml", "promptguard.toml": UNLIKELY},
            Confidence.UNLIKELY,
            "promptguard.toml",
            "",
            id="a broken pyproject.toml that never names us is not ours to judge",
        ),
    ],
)
def test_the_nearest_configuration_holds(
    files: dict[str, bytes], confidence: Confidence, source: str, root: str
) -> None:
    found = load(["a/b", "a", ""], reader(files), user=no_user)
    assert (found.min_confidence, found.source, found.root) == (confidence, source, root)


def test_folders_of_a_disk_are_joined_with_one_slash() -> None:
    asked: list[str] = []

    def read(path: str) -> None:
        asked.append(path)

    load(["/a", "/"], read, user=no_user)
    assert asked == [
        "/a/promptguard.toml",
        "/a/pyproject.toml",
        "/promptguard.toml",
        "/pyproject.toml",
    ]


def test_the_users_own_file_lies_below_key_by_key() -> None:
    own = b'min_confidence = "unlikely"\nsalt = "own"\npolicy = "mine.toml"\n'
    files = {"promptguard.toml": LIKELY}
    found = load([""], reader(files), user=lambda: ("/home/u/config.toml", own))
    assert found == Settings(
        min_confidence=Confidence.LIKELY,
        salt="own",
        user_policy="/home/u/mine.toml",
        source="promptguard.toml",
    )


def test_without_a_nearer_one_the_users_own_file_is_the_source() -> None:
    found = load([""], reader({}), user=lambda: ("/home/u/config.toml", LIKELY))
    assert (found.source, found.root) == ("/home/u/config.toml", "")


def test_only_the_users_own_file_names_plugins() -> None:
    digest = "0" * 64
    plugins = f'trusted_plugins = ["{digest}"]\n'.encode()
    found = load([""], reader({}), user=lambda: ("/home/u/config.toml", plugins))
    assert found.trusted_plugins == (digest,)
    with pytest.raises(ConfigError) as caught:
        load([""], reader({"promptguard.toml": plugins}), user=no_user)
    assert str(caught.value) == (
        "promptguard.toml: trusted_plugins: may stand only in your own user-level config.toml."
        " A repository may not decide this for those who clone it."
    )


def test_the_users_own_file_is_read_from_the_settings_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert read_user_file() is None
    path = tmp_path / "promptguard" / "config.toml"
    path.parent.mkdir()
    path.write_bytes(LIKELY)
    assert read_user_file() == (str(path), LIKELY)
    assert load([], reader({})).min_confidence is Confidence.LIKELY


def test_a_broken_file_of_the_user_is_an_error_too() -> None:
    with pytest.raises(ConfigError, match=r"^/home/u/config\.toml: salt: expects a string"):
        load([""], reader({}), user=lambda: ("/home/u/config.toml", b"salt = 1"))


def test_an_unreadable_file_is_an_error_and_not_a_missing_one() -> None:
    def read(path: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(ConfigError) as caught:
        load([""], read, user=no_user)
    assert str(caught.value) == "promptguard.toml: cannot be read: Permission denied"
    assert caught.value.exit_code == 2
