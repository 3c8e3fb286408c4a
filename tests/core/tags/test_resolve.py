"""The highest level wins, only an override with a reason lowers, and the order means nothing."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.model import Level, Span, Tag, TagForm, TagScope
from promptguard.tags.resolve import contradictions, counting, resolve

OWN = (TagForm.HEADER, TagForm.METADATA, TagForm.SIDECAR)


def tag(
    level: Level,
    form: TagForm = TagForm.HEADER,
    source: str = "a/b.py:1",
    *,
    lines: tuple[int, int] = (1, 1),
    override: bool = False,
    closest: bool = False,
    labels: tuple[str, ...] = (),
) -> Tag:
    scope = TagScope.REGION if form in (TagForm.REGION, TagForm.LINE) else TagScope.FILE
    reason = "because" if override else ""
    return Tag(
        level, labels, scope, source, Span(0, 0), *lines, form, "", "", reason, override, closest
    )


@st.composite
def tags(draw: st.DrawFn) -> Tag:
    form = draw(st.sampled_from([form for form in TagForm if form is not TagForm.LICENCE]))
    level = draw(st.sampled_from(list(Level)))
    line = draw(st.integers(1, 9))
    override = closest = False
    if form is TagForm.ANNOTATION:
        precedence = draw(st.sampled_from(["closest", "aggregate", "override"]))
        override, closest = precedence == "override", precedence == "closest"
        folder = draw(st.sampled_from(["", "a/", "a/b/"]))
        source = f"{folder}CLASSIFICATION.toml:{line}"
    else:
        override = form in OWN and draw(st.booleans())
        source = f"a/b/c.py:{line}"
    end = line + draw(st.integers(0, 3))
    return tag(level, form, source, lines=(line, end), override=override, closest=closest)


@given(st.lists(tags(), max_size=8, unique=True), st.randoms(use_true_random=False))
def test_the_order_means_nothing(found: list[Tag], dice: random.Random) -> None:
    shuffled = list(found)
    dice.shuffle(shuffled)
    assert resolve(found) == resolve(shuffled)
    assert sorted(map(repr, counting(found))) == sorted(map(repr, counting(shuffled)))


@given(st.lists(tags(), max_size=8, unique=True))
def test_without_an_override_the_highest_level_wins(found: list[Tag]) -> None:
    plain = [each._replace(override=False) for each in found]
    assert resolve(plain).level == max((each.level for each in plain), default=None)


@given(st.lists(tags(), max_size=8, unique=True))
def test_a_region_and_what_always_counts_below_no_override_are_never_silenced(
    found: list[Tag],
) -> None:
    level = resolve(found).level
    regions = [each.level for each in found if each.scope is TagScope.REGION]
    floor = [
        each.level
        for each in found
        if each.form is TagForm.ANNOTATION and not each.closest and not each.override
    ]
    annotated = any(each.override and each.form is TagForm.ANNOTATION for each in found)
    assert level is None or all(level >= each for each in regions)
    assert annotated or level is None or all(level >= each for each in floor)


@given(st.lists(tags(), max_size=6, unique=True), tags())
def test_one_more_tag_that_overrides_nothing_never_lowers(found: list[Tag], more: Tag) -> None:
    more = more._replace(override=False)
    if more in found or more.form is TagForm.ANNOTATION:
        return  # A later table of a file may take the word from an override before it.
    before, after = resolve(found).level, resolve([*found, more]).level
    assert before is None or (after is not None and after >= before)


@given(st.lists(tags(), max_size=6, unique=True))
def test_every_source_stands_in_the_chain_with_a_reason(found: list[Tag]) -> None:
    resolved = resolve(found)
    assert sorted(repr(link.tag) for link in resolved.chain) == sorted(map(repr, found))
    assert all(link.why for link in resolved.chain)
    counted = [link.tag.level for link in resolved.chain if link.counts]
    assert resolved.level == max(counted, default=None)


@given(st.lists(tags(), max_size=6, unique=True), st.integers(1, 12), st.integers(0, 4))
def test_an_excerpt_is_never_above_its_file_nor_below_a_region_it_touches(
    found: list[Tag], first: int, more: int
) -> None:
    part, whole = resolve(found, first, first + more), resolve(found)
    if part.level is not None and whole.level is not None:
        assert part.level <= whole.level
    touched = [
        each.level
        for each in found
        if each.scope is TagScope.REGION and each.line <= first + more and each.end_line >= first
    ]
    assert all(part.level is not None and part.level >= level for level in touched)


ROOT, DEEP = "CLASSIFICATION.toml:1", "a/CLASSIFICATION.toml:1"
NOTE = TagForm.ANNOTATION


@pytest.mark.parametrize(
    ("found", "level"),
    [
        pytest.param([], None, id="nobody"),
        pytest.param(
            [tag(Level.PUBLIC), tag(Level.CONFIDENTIAL, NOTE, ROOT, closest=True)],
            Level.CONFIDENTIAL,
            id="a header does not lower its folder",
        ),
        pytest.param(
            [
                tag(Level.PUBLIC, override=True),
                tag(Level.CONFIDENTIAL, NOTE, ROOT, closest=True),
                tag(Level.CONFIDENTIAL, TagForm.ATTRIBUTE, ".gitattributes:1"),
            ],
            Level.PUBLIC,
            id="but it may override it",
        ),
        pytest.param(
            [tag(Level.PUBLIC, override=True), tag(Level.CONFIDENTIAL, NOTE, ROOT)],
            Level.CONFIDENTIAL,
            id="not what always counts",
        ),
        pytest.param(
            [
                tag(Level.RESTRICTED),
                tag(Level.RESTRICTED, TagForm.SIDECAR, "a/b.py.classification:1"),
                tag(Level.PUBLIC, NOTE, ROOT, override=True),
            ],
            Level.PUBLIC,
            id="an overriding folder silences what is inside",
        ),
        pytest.param(
            [
                tag(Level.RESTRICTED, TagForm.REGION, lines=(3, 9)),
                tag(Level.PUBLIC, NOTE, ROOT, override=True),
            ],
            Level.RESTRICTED,
            id="but no region",
        ),
        pytest.param(
            [
                tag(Level.PUBLIC, NOTE, DEEP, override=True),
                tag(Level.CONFIDENTIAL, NOTE, ROOT, override=True),
            ],
            Level.CONFIDENTIAL,
            id="of two overrides the upper folder's",
        ),
        pytest.param(
            [tag(Level.PUBLIC, NOTE, DEEP, override=True), tag(Level.CONFIDENTIAL, NOTE, ROOT)],
            Level.CONFIDENTIAL,
            id="an upper folder that always counts is not overridden from below",
        ),
        pytest.param(
            [
                tag(Level.PUBLIC, NOTE, "C.toml:5", lines=(5, 5), override=True),
                tag(Level.RESTRICTED, NOTE, "C.toml:9", lines=(9, 9), closest=True),
            ],
            Level.RESTRICTED,
            id="of one file the last table speaks",
        ),
        pytest.param([tag(Level.PUBLIC, TagForm.LICENCE)], None, id="a licence decides nothing"),
    ],
)
def test_who_wins(found: list[Tag], level: Level | None) -> None:
    assert resolve(found).level is level


def test_a_hundred_folders_deep() -> None:
    chain = [
        tag(Level.INTERNAL, NOTE, f"{'d/' * depth}CLASSIFICATION.toml:1", closest=True)
        for depth in range(100)
    ]
    resolved = resolve([*chain, tag(Level.RESTRICTED, NOTE, ROOT, closest=True, labels=("x",))])
    assert (resolved.level, resolved.labels) == (Level.RESTRICTED, ("x",))


def test_annotations_that_contradict_each_other_are_told_with_both_places() -> None:
    lower = tag(Level.PUBLIC, NOTE, DEEP, closest=True)
    higher = tag(Level.CONFIDENTIAL, NOTE, ROOT, closest=True)
    (note,) = contradictions([higher, lower])
    assert (note.origin.name, note.line) == ("a/CLASSIFICATION.toml", 1)
    assert "CLASSIFICATION.toml:1" in note.text
    assert "override" in note.text
    assert not list(contradictions([higher, lower._replace(override=True, closest=False)]))
    assert not list(contradictions([lower._replace(level=Level.RESTRICTED), higher]))
