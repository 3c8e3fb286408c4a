"""Debugging logs: known by three lines of one kind, or by their frames, and who is in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.model import Confidence
from tests.core.detectors.samples import found

_LOG = (
    "2026-03-01 10:00:00,123 INFO  [main] pay.Run - started\n"
    "2026-03-01 10:00:01,124 WARN  [main] pay.Run - slow\n"
    "2026-03-01 10:00:02,125 ERROR [main] pay.Run - {}\n"
)
_TRACE = (
    "Traceback (most recent call last):\n"
    '  File "/srv/pay/run.py", line 7, in go\n    x()\nKeyError: 1\n'
)


def rules(text: str, path: str = "<prompt>") -> set[str]:
    return {one.rule_id.partition(".")[2] for one in found("logs", text, path)}


def test_a_pasted_log_and_a_pasted_trace_are_known() -> None:
    assert "lines" in rules("why does it fail?\n" + _LOG.format("failed"))
    assert "trace-python" in rules("what is this?\n" + _TRACE)


def test_a_quoted_or_coloured_log_is_one_too() -> None:
    assert "lines" in rules("".join(f"> {line}\n" for line in _LOG.splitlines()))
    assert "lines" in rules("".join(f"\x1b[0m{line}\n" for line in _LOG.splitlines()))


@pytest.mark.parametrize("path", ["docs/logging.md", "test_logs.py", "docs/howto/errors.txt"])
def test_a_manual_or_a_program_that_shows_one_is_none(path: str) -> None:
    assert rules(_LOG + _TRACE, path) == set()


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01 10:00:00 INFO one line only\n",
        "".join(f"2026-03-01 10:00:0{n},1.{n},2.{n}\n" for n in range(9)),
        "Meeting at 10:00:00 and 11:00:00 and 12:00:00, see you there\n",
        "- 2026-03-01 release\n- 2026-04-01 release\n- 2026-05-01 release\n",
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello\n\n00:00:03.000 --> 00:00:04.000\nYou\n",
        "goroutine 1 is running and panics\n",
    ],
)
def test_dates_alone_make_no_log(text: str) -> None:
    assert rules(text) == set()


@pytest.mark.parametrize(
    "said",
    [
        "login user=kowalski",
        "from 81.2.69.142 and 81.2.69.143",
        "Set-Cookie: sid=1",
        "host db07.prod.corp refused",
    ],
)
def test_users_clients_sessions_and_hosts_make_it_confidential(said: str) -> None:
    assert "with-people" in rules(_LOG.format(said), "app.log")


@pytest.mark.parametrize("said", ["user=root", "from 192.0.2.7 and 203.0.113.5", "at 127.0.0.1"])
def test_nobody_and_documentation_do_not(said: str) -> None:
    assert "with-people" not in rules(_LOG.format(said), "app.log")


def test_a_name_outside_a_log_is_not_this_detector_s_business() -> None:
    assert rules("user=kowalski from 81.2.69.142 and 81.2.69.143\n") == set()


def test_one_finding_a_rule() -> None:
    names = [one.rule_id for one in found("logs", _LOG * 300, "app.log")]
    assert len(names) == len(set(names))


@given(st.text(alphabet="0123456789:-TZ [](){}\"'=.,\nINFOat/", max_size=400))
def test_no_text_makes_it_raise(text: str) -> None:
    for head in ("2026-03-01 10:00:00 INFO ", "Traceback (most recent call last):\n", '{"level":'):
        found("logs", head + text, least=Confidence.VERY_UNLIKELY)
