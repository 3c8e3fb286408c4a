"""API documentation: descriptions, collections and recordings, and their internal marks."""

import pytest

from tests.core.detectors.samples import found

_API = "openapi: 3.0.3\ninfo:\n  title: pay\n  {}\npaths:\n  {}:\n    get:\n      responses: {{}}\n"
_PROTO = 'syntax = "proto3";\nservice Pay {\n  rpc Go (Req) returns (Res);\n}\n'
_HAR = (
    '{"log": {"entries": [{"startedDateTime": "2026-03-01T10:00:00Z", '
    '"request": {"headers": []}}]}}'
)


def rules(text: str, path: str = "<prompt>") -> set[str]:
    return {one.rule_id.partition(".")[2] for one in found("api_docs", text, path)}


def test_pasted_descriptions_are_known() -> None:
    assert rules("explain:\n" + _API.format("version: '1'", "/a")) == {"openapi"}
    assert rules(_PROTO) == {"protobuf"}
    assert rules(_HAR) == {"har"}


def test_a_description_on_one_line_is_known() -> None:
    assert rules('{"openapi":"3.1.0","info":{"title":"a"},"paths":{"/a":{"get":{}}}}') == {
        "openapi"
    }


@pytest.mark.parametrize("path", ["README.md", "test_api.py", "api.ts"])
def test_a_manual_or_a_program_that_shows_one_is_none(path: str) -> None:
    assert rules(_API.format("version: '1'", "/a"), path) == set()


@pytest.mark.parametrize(
    ("info", "path"),
    [
        ("x-internal: true", "/a"),
        ("x-visibility: internal", "/a"),
        ("version: '1'", "/internal/rates"),
        ("contact: {url: 'https://wiki.prod.corp/x'}", "/a"),
    ],
)
def test_internal_marks_make_it_confidential(info: str, path: str) -> None:
    assert "internal" in rules(_API.format(info, path))


@pytest.mark.parametrize("info", ["x-internal: false", "version: 'internal'"])
def test_a_public_description_stays_as_it_is(info: str) -> None:
    assert "internal" not in rules(_API.format(info, "/users"))


def test_types_of_a_programming_language_are_no_schema() -> None:
    assert (
        rules("interface A {\n  id: string;\n  name: string;\n}\ntype B = {\n  id: ID;\n};\n")
        == set()
    )
