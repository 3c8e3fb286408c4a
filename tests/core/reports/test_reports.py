"""What holds for every format: the folder is the registry, and no format shows a value."""

import pytest

from promptguard import reports
from promptguard.documents.document import Document
from promptguard.model import Origin, OriginKind, Place, Run, Span
from tests.samples import runs


def test_the_folder_is_the_registry() -> None:
    assert reports.names() == ["json", "sarif", "text"]


@pytest.mark.parametrize("name", reports.names())
def test_no_format_shows_a_matched_value(name: str) -> None:
    value = runs.secret()
    text = f"# settings\ntoken = {value}\n"
    document = Document(Origin(OriginKind.FILE, "a.env"), text.encode())
    start = text.index(value)
    span = Span(start, start + len(value))
    found = runs.finding()._replace(span=span, place=document.place(span), legacy_digest="5ca1ab1e")
    assert found.place == Place(2, 9, 2, 45)
    run = runs.small()._replace(reports=(runs.report("a.env", found), *runs.small().reports))
    shown = reports.load(name).render(run, rule_of=runs.rule_of)
    assert "sample.token" in shown
    assert not any(value[at : at + 12] in shown for at in range(len(value) - 11))
    assert "5ca1ab1e" not in shown


@pytest.mark.parametrize("name", reports.names())
def test_the_same_run_gives_the_same_report(name: str) -> None:
    first, second = (
        reports.load(name).render(runs.small(), rule_of=runs.rule_of) for _ in range(2)
    )
    assert first == second
    assert first.endswith("\n")


@pytest.mark.parametrize("name", reports.names())
def test_an_empty_run_is_a_report_too(name: str) -> None:
    assert reports.load(name).render(Run(()), rule_of=runs.rule_of)
