"""Exactly what detect-secrets finds, on thousands of files that nobody wrote for this."""

import os
from collections import Counter
from pathlib import Path

import pytest
from detect_secrets.settings import default_settings

from tests.samples import corpora, parity

#: detect-secrets takes ten seconds for a megabyte; benchmarks/parity.py takes the larger files.
_LARGEST = 3072


def small_files() -> list[Path]:
    found: list[Path] = []
    for sdist in corpora.PARITY:
        try:
            tree = corpora.fetch(sdist)
        except corpora.Unavailable as reason:
            pytest.skip(str(reason))
        found += corpora.files(tree, sdist.left_out)
    return [path for path in found if path.stat().st_size <= _LARGEST]


def differences(files: list[Path], root: Path) -> tuple[list[str], Counter[str]]:
    """Files with different sets, and what was found by rule."""
    engine = parity.engine()
    different: list[str] = []
    found: Counter[str] = Counter()
    with default_settings():
        for file in files:
            name = os.path.relpath(file, root)
            expected = parity.theirs(name)
            actual, _ = parity.ours(name, engine)
            if isinstance(expected, frozenset):
                found.update(rule for rule, _, _ in expected)
                different += [] if actual == expected else [name]
    return different, found


def test_the_sets_are_identical_on_thousands_of_real_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = small_files()
    languages = Counter(corpora.language(path) for path in files)
    monkeypatch.chdir(corpora.folder())
    different, found = differences(files, corpora.folder())
    assert different == []
    assert len(files) >= 3000
    wanted = {"Python", "YAML", "INI", "JSON", "shell", "PowerShell", "C", "HTML", "Jinja"}
    assert wanted <= set(languages)
    assert found.total() >= 50


def test_the_sets_are_identical_on_its_own_test_data(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        tree = corpora.fetch_test_data()
    except corpora.Unavailable as reason:
        pytest.skip(str(reason))
    monkeypatch.chdir(tree)
    files = [path for part in ("test_data", "tests") for path in corpora.files(tree / part)]
    small = [path for path in files if path.stat().st_size < 200_000]
    different, found = differences(small, tree)
    assert different == []
    assert len(found) >= 20
