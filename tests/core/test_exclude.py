"""`exclude`: a folder is scanned without it, a path that somebody names is scanned all the same."""

from pathlib import Path

import pytest

from promptguard.api.scan import scan_paths
from tests.samples.secrets import github_token


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "promptguard.toml").write_text('exclude = ["vendor/**", "*.min.js"]\n')
    for name in ("vendor/a.py", "src/a.py", "src/a.min.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f'TOKEN = "{github_token()}"\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("path", [".", "src", "../"])
def test_a_folder(folder: Path, path: str) -> None:
    found = scan_paths([path if path != "../" else str(folder)])
    assert [report.origin.name for report in found.reports] == ["src/a.py"]


def test_a_named_file(folder: Path) -> None:
    found = scan_paths(["vendor/a.py", str(folder / "src" / "a.min.js")])
    assert [report.origin.name for report in found.reports] == ["vendor/a.py", "src/a.min.js"]
