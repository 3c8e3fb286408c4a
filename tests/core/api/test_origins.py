"""Which countries a text comes from: what tags say, and what the sender's country adds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.api.situation import origins
from promptguard.documents.document import Document
from promptguard.model import Action, Actor, Clause, Level, Origin, OriginKind, Report, Settings
from promptguard.model.classification import Classification
from promptguard.policy.countries import named
from promptguard.policy.matching import _comes_from as comes_from
from promptguard.tags.inline import read

MARK = "promptguard" + ":"
_EU, _UNKNOWN = Actor(jurisdiction="EU"), Actor()


def _of(text: str, actor: Actor, kind: OriginKind = OriginKind.FILE) -> tuple[str, ...]:
    document = Document(Origin(kind, "a.py"), text.encode())
    nothing = Classification(Level.INTERNAL, (), ())
    tags, _ = read(document)
    report = Report(document.origin, (), (), nothing, (), tags=tags)
    return origins([(report, Settings())], actor)


@pytest.mark.parametrize(
    ("text", "actor", "expected"),
    [
        ("x = 1\n", _EU, ("EU",)),
        ("x = 1\n", _UNKNOWN, ("",)),
        (f"# {MARK} internal origin=CN\n", _EU, ("CN",)),
        (f"# {MARK} internal origin=cn\n", _UNKNOWN, ("CN",)),
        (f"# {MARK} internal origin=Atlantis\n", _EU, ("",)),
        (f"x = 1\n# {MARK} begin internal origin=CN\ny\n# {MARK} end\n", _EU, ("CN", "EU")),
        (f"x = 1\n# {MARK} begin internal origin=CN\ny\n# {MARK} end\n", _UNKNOWN, ("", "CN")),
    ],
)
def test_a_tag_says_it_of_its_text(text: str, actor: Actor, expected: tuple[str, ...]) -> None:
    assert _of(text, actor) == expected


def test_in_a_prompt_a_tag_adds_a_country_and_takes_none() -> None:
    text = f"# {MARK} internal origin=CN\n"
    assert _of(text, _EU, OriginKind.PROMPT) == ("CN", "EU")
    assert _of(text, _UNKNOWN, OriginKind.PROMPT) == ("", "CN")


_codes = st.sampled_from(["", "EU", "DE", "CN", "US"])


@given(known=st.lists(_codes, min_size=1, max_size=3), more=_codes)
def test_one_more_country_never_loosens(known: list[str], more: str) -> None:
    block = Clause("b", Action.BLOCK, "why", origins=("CN", "EU"))
    before, after = tuple(known), (*known, more)
    assert comes_from(block.origins, after, False) >= comes_from(block.origins, before, False)
    assert comes_from(block.origins, after, True) <= comes_from(block.origins, before, True)


def test_what_is_no_code_is_no_country() -> None:
    assert [named(word) for word in ("de", "EU", "Europe", "d3", "")] == ["DE", "EU", "", "", ""]
