"""Pages written for colleagues, and pages that only look like them."""

import pytest

from tests.core.detectors.samples import found

POSTMORTEM = (
    "# Postmortem: checkout down on Monday\n\n## Impact\n\nx\n\n## Timeline\n\nx\n\n"
    "## Root cause\n\nx\n\n## Lessons learned\n\nx\n\n## Action items\n\n* y\n"
)
RUNBOOK = (
    "# Runbook: payments queue\n\n## Alerts\n\nx\n\n## Troubleshooting\n\nx\n\n## Rollback\n\n"
    "## Escalation\n\nPage the on-call engineer.\n"
)
LINKS = (
    "See https://acme.atlassian.net/wiki/spaces/OPS/pages/1 and\n"
    "https://acme.atlassian.net/browse/OPS-17, the thread\n"
    "https://acme.slack.com/archives/C012AB3CD/p1 and https://acme.sharepoint.com/sites/ops\n"
)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (POSTMORTEM, "workplace.postmortem"),
        (RUNBOOK, "workplace.runbook"),
        (LINKS, "workplace.internal-links"),
    ],
)
def test_knows_a_page_for_colleagues(text: str, rule: str) -> None:
    assert [one.rule_id for one in found("workplace", text, "ops/page.md")] == [rule]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", "## Root cause\n\nA race between two threads.\n\n## Fix\n\nA lock.\n"),
        ("a.md", "# Azure Automation runbooks\n\nA runbook is a script.\n"),
        ("a.md", "Tracked in https://jira.acme.example/browse/OPS-1.\n"),
        ("a.md", "\n".join(f"https://jira.mongodb.org/browse/A-{n}" for n in range(9))),
        ("a.java", "\n".join(f"// https://jira.acme.example/browse/A-{n}" for n in range(9))),
        ("a.py", POSTMORTEM),
    ],
)
def test_stays_silent(path: str, text: str) -> None:
    assert not found("workplace", text, path)
