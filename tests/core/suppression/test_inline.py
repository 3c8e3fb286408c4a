"""Comments that accept a finding: where they must stand, what they say, who is not believed."""

import pytest
from detect_secrets.filters.allowlist import is_line_allowlisted
from detect_secrets.util.code_snippet import get_code_snippet
from hypothesis import given
from hypothesis import strategies as st

from promptguard.documents.document import Document
from promptguard.model import Confidence, Finding, Level, Origin, OriginKind, Rule, Span
from promptguard.suppression.inline import NO_REASON, apply


def rule_of(rule_id: str) -> Rule:
    labels = ("secret",) if rule_id.startswith("keys.") else ("marking",)
    return Rule(rule_id, "Title", Level.RESTRICTED, labels, "", "", ())


def reason(text: str, rule_id: str = "keys.one", kind: OriginKind = OriginKind.FILE) -> str | None:
    """The reason for which the finding on VALUE is accepted; None where it is kept."""
    document = Document(Origin(kind, "a.py"), text.encode())
    start = text.index("VALUE")
    finding = Finding(rule_id, Span(start, text.rindex("VALUE") + 5), Confidence.LIKELY)
    kept, suppressed = apply(document, [finding], rule_of)
    assert len(kept) + len(suppressed) == 1
    assert all(each.kind == "inline" and each.finding == finding for each in suppressed)
    return suppressed[0].reason if suppressed else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('x = "VALUE"  # promptguard: allow reason="a sample"', "a sample", id="line"),
        pytest.param('x = "VALUE"  # promptguard: allow keys.one reason="s"', "s", id="rule"),
        pytest.param("VALUE // promptguard: allow keys reason='s'", "s", id="detector"),
        pytest.param("VALUE -- promptguard: allow a.b, keys.one reason=s", "s", id="several"),
        pytest.param("VALUE # promptguard: allow", NO_REASON, id="no reason"),
        pytest.param("/* promptguard: allow reason='s' */\nVALUE", "s", id="line above, alone"),
        pytest.param("VALUE\nb\nVALUE # promptguard: allow reason=s", "s", id="last line"),
        pytest.param("VALUE # promptguard: allow reason=s\nb\nVALUE", "s", id="first line"),
        pytest.param("VALUE # promptguard: allow keys.two", None, id="another rule"),
        pytest.param("VALUE # promptguard: allow this one", None, id="not understood"),
        pytest.param("VALUE # promptguard: allowed", None, id="another word"),
        pytest.param("VALUE # promptguard: restricted", None, id="a tag"),
        pytest.param("y = 1  # promptguard: allow\nVALUE", None, id="line above, behind code"),
        pytest.param("# promptguard: allow\n\nVALUE", None, id="two lines above"),
        pytest.param("VALUE\n# promptguard: allow", None, id="line below"),
        pytest.param("VALUE\n# promptguard: allow\nVALUE", None, id="inside a long finding"),
        pytest.param("x = 'VALUE # promptguard: allow'", None, id="string"),
        pytest.param("VALUE promptguard: allow", None, id="no comment"),
    ],
)
def test_allow(text: str, expected: str | None) -> None:
    assert reason(text) == expected
    assert reason(text.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("VALUE # pragma: allowlist secret", "pragma: allowlist secret", id="shell"),
        pytest.param("VALUE // pragma: whitelist secret", "pragma: whitelist secret", id="c++"),
        pytest.param("VALUE /* pragma: allowlist secret */", "pragma: allowlist secret", id="c"),
        pytest.param("VALUE 'pragma: allowlist-secret", "pragma: allowlist-secret", id="basic"),
        pytest.param("VALUE -- pragma:allowlist secret", "pragma:allowlist secret", id="sql"),
        pytest.param(
            "VALUE <!-- pragma: allowlist secret -->", "pragma: allowlist secret", id="markup"
        ),
        pytest.param(
            "VALUE # pragma: allowlist secret because",
            "pragma: allowlist secret because",
            id="with words behind",
        ),
        pytest.param(
            "# pragma: allowlist nextline secret\nVALUE",
            "pragma: allowlist nextline secret",
            id="next line",
        ),
        pytest.param("x # pragma: allowlist nextline secret\nVALUE", None, id="next line, code"),
        pytest.param("# pragma: whitelist nextline secret\nVALUE", None, id="next line, old word"),
        pytest.param("# pragma: allowlist secret\nVALUE", None, id="wrong line"),
        pytest.param("VALUE pragma: allowlist secret", None, id="no comment"),
        pytest.param("VALUE /* pragma: allowlist secret", None, id="open comment"),
    ],
)
def test_detect_secrets_pragmas(text: str, expected: str | None) -> None:
    assert reason(text) == expected
    assert reason(text, "marks.one") is None


@pytest.mark.parametrize("kind", [OriginKind.PROMPT, OriginKind.TOOL_INPUT, OriginKind.TOOL_OUTPUT])
@pytest.mark.parametrize("comment", ["promptguard: allow reason=x", "pragma: allowlist secret"])
def test_untrusted_text_silences_nothing(kind: OriginKind, comment: str) -> None:
    assert reason(f"VALUE # {comment}", kind=kind) is None


def test_a_line_of_megabytes_is_linear() -> None:
    assert reason("VALUE" + " #" * 1_000_000 + " pragma: allowlist secret") is not None
    assert reason("VALUE" + "-" * 2_000_000) is None


_ATOMS = "pragma: secret # // /* */ ' -- <!-- --> VALUE"
_PRAGMAS = st.sampled_from(
    [
        "pragma: allowlist secret",
        "pragma: whitelist-secret",
        "pragma: allowlist nextline secret",
        *_ATOMS.split(" "),
        " ",
        "\t",
    ]
)


@given(st.lists(_PRAGMAS, max_size=10), st.lists(_PRAGMAS, max_size=10))
def test_pragmas_agree_with_detect_secrets(above: list[str], line: list[str]) -> None:
    before, here = (
        "".join(above).replace("VALUE", "x"),
        "VALUE" + "".join(line).replace("VALUE", "x"),
    )
    snippet = get_code_snippet([before, here], 2)
    expected = is_line_allowlisted("a.txt", here, snippet)
    assert (reason(f"{before}\n{here}") is not None) is expected


_PARTS = st.sampled_from(["promptguard:", "pragma:", "allow", "list", "secret", " ", "#", "'", '"',
                          "reason=", "/*", "*/", "\n", "keys.one", ","])  # fmt: skip


@given(st.lists(_PARTS), st.lists(_PARTS))
def test_random_text_never_raises(before: list[str], behind: list[str]) -> None:
    reason("".join(before) + "VALUE" + "".join(behind))
