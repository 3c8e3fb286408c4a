"""Blocks of tagged text in other files: found wherever they went, and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from promptguard.model import Level, TagForm
from promptguard.tags.moved import Block, Index, Passage, common, passages, shingles
from promptguard.tags.resolve import resolve
from tests.samples.trees import tag

_WORDS = st.text("abcdefghij", min_size=5, max_size=12)
_LINE = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
_LINES = st.lists(_LINE, min_size=0, max_size=30, unique=True)
SECRET = [f"amount_{number} = rate_{number * 7} * share_{number}" for number in range(40)]


def index(lines: list[str], first: int = 1, last: int = 0) -> Index:
    found = Index()
    passage = Passage("old.py", first, last or len(lines), Level.RESTRICTED, ())
    found.add(passage, "\n".join(lines))
    return found


def blocks(lines: list[str], text: list[str], known: frozenset[int] = frozenset()) -> list[Block]:
    return list(index(lines).blocks("\n".join(text), known))


@given(_LINES, _LINES, st.integers(0, 25), st.integers(8, 15))
def test_a_block_is_found_between_whatever_lines(
    before: list[str], after: list[str], start: int, length: int
) -> None:
    part = SECRET[start : start + length]
    (found,) = blocks(SECRET, [*before, *part, *after])
    assert (found.first, found.last) == (len(before) + 1, len(before) + length)
    assert (found.source_first, found.source_last) == (start + 1, start + length)


@given(st.lists(_LINE, max_size=200))
def test_other_text_holds_no_block(lines: list[str]) -> None:
    assert blocks(SECRET, lines) == []


def test_indentation_blank_lines_and_brackets_hide_nothing() -> None:
    moved = [line for each in SECRET[:10] for line in (f"        {each}  ", "", "    }", ")")]
    (found,) = blocks(SECRET, moved)
    assert (found.source_first, found.source_last) == (1, 10)


def test_a_few_lines_are_no_block_unless_they_are_all_there_was() -> None:
    assert blocks(SECRET, SECRET[:7]) == []
    assert len(blocks(SECRET[:5], ["x = some_other_line", *SECRET[:5]])) == 1


def test_only_the_tagged_part_of_a_file_is_looked_for() -> None:
    part = index(SECRET, 21, 40)
    assert list(part.blocks("\n".join(SECRET[:20]))) == []
    (found,) = part.blocks("\n".join(SECRET[20:30]))
    assert (found.source_first, found.source_last) == (21, 30)


def test_what_stood_there_before_has_not_moved() -> None:
    assert blocks(SECRET, SECRET, frozenset(shingles(SECRET)[1])) == []


def test_a_block_of_other_files_too_is_commonplace() -> None:
    found = blocks(SECRET, SECRET)
    assert common(found, "\n".join(["# other", *SECRET])) == set(found)
    assert common(found, "\n".join(SECRET[:10])) == set()


def test_lines_that_repeat_cost_no_more_than_others() -> None:
    again = ["the same line again"] * 20_000
    assert len(blocks(again, again)) >= 1


def test_two_blocks_are_two() -> None:
    text = [*SECRET[:10], "something_else = 1", *SECRET[20:30]]
    assert [(one.source_first, one.source_last) for one in blocks(SECRET, text)] == [
        (1, 10),
        (21, 30),
    ]


def test_passages_are_what_is_tagged_as_more_than_internal() -> None:
    region = tag(Level.RESTRICTED, TagForm.REGION, first=3, last=9)
    whole = tag(Level.CONFIDENTIAL)
    assert list(passages("a", 20, resolve([tag(Level.INTERNAL)]))) == []
    assert [(one.first, one.last) for one in passages("a", 20, resolve([region]))] == [(3, 9)]
    both = list(passages("a", 20, resolve([whole, region])))
    assert [(one.first, one.last, one.level) for one in both] == [
        (1, 20, Level.CONFIDENTIAL),
        (3, 9, Level.RESTRICTED),
    ]
