"""What a tag says, in words that the reader understands as they were meant."""

from hypothesis import given
from hypothesis import strategies as st

from promptguard.errors import UsageError
from promptguard.model import Level
from promptguard.tags.grammar import parse
from promptguard.tags.wording import wording

_ANY = st.text(max_size=30)


@given(
    word=st.sampled_from([level.word for level in Level]) | _ANY,
    labels=st.lists(_ANY, max_size=3).map(tuple),
    origin=_ANY,
    owner=_ANY,
    reason=_ANY,
    override=st.booleans(),
    avoid=st.sampled_from(["", "'", '"', "#"]),
)
def test_whatever_is_accepted_is_read_as_it_was_meant(
    word: str,
    labels: tuple[str, ...],
    origin: str,
    owner: str,
    reason: str,
    override: bool,
    avoid: str,
) -> None:
    try:
        said = wording(
            word, labels=labels, origin=origin, owner=owner, reason=reason, override=override
        )
    except UsageError:
        return
    saying = parse(said.words(), deliberate=True)
    assert saying is not None
    assert saying.problem == ""
    added = saying.added
    assert (saying.level, added.labels, added.origin, added.owner) == said[1:5]
    assert (added.reason, added.override) == (reason.strip(), override)
    assert "\n" not in said.words(avoid)


def test_a_team_may_use_its_own_words() -> None:
    said = wording("C3", aliases={"c3": Level.CONFIDENTIAL})
    assert (said.word, said.level) == ("c3", Level.CONFIDENTIAL)
