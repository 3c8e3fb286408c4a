"""A repository that comes from detect-secrets: its real baseline, made by its real command."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from promptguard.api.scan import ScanOptions, scan_paths, scan_staged
from tests.samples.repositories import stage
from tests.samples.secrets import github_token, private_key


@pytest.fixture
def migrated(repository: Path) -> Path:
    stage(repository, "app/settings.py", f'import os\n\nTOKEN = "{github_token()}"\n')
    stage(repository, "key.pem", private_key())
    done = subprocess.run(
        [sys.executable, "-m", "detect_secrets", "scan", "--no-verify"],
        cwd=repository,
        check=True,
        capture_output=True,
        text=True,
    )
    assert len(json.loads(done.stdout)["results"]) == 2
    stage(repository, ".secrets.baseline", done.stdout)
    return repository


def test_what_the_baseline_lists_stops_nothing(migrated: Path) -> None:
    for run in (scan_paths(["."]), scan_staged()):
        assert [report.findings for report in run.reports if report.findings] == []
        assert not run.stops
        kinds = {item.kind for report in run.reports for item in report.suppressed}
        assert kinds == {"baseline"}


def test_what_is_new_stops_all_the_same(migrated: Path) -> None:
    path = migrated / "app" / "settings.py"
    path.write_text(path.read_text() + f'OTHER = "{github_token(1)}"\n')
    run = scan_paths(["."])
    assert run.stops
    lines = {found.place.line for report in run.reports for found in report.findings}
    assert lines == {4}


def test_without_the_baseline_everything_counts(migrated: Path) -> None:
    run = scan_paths(["."], options=ScanOptions(baseline=False))
    found = {finding.rule_id for report in run.reports for finding in report.findings}
    assert found == {"source_hosting.github", "private_keys.pem"}


def test_a_broken_baseline_is_a_sentence(migrated: Path) -> None:
    from promptguard.errors import ConfigError

    (migrated / ".secrets.baseline").write_text("{")
    with pytest.raises(ConfigError, match=r"\.secrets\.baseline"):
        scan_paths(["."])
