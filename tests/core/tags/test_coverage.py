"""Folding files into folders: every file is counted once in each folder above it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.model import Level, Tagged
from promptguard.tags.coverage import Counts, decisive, fold, foremost, slot_of, walk, word_of
from tests.samples.tagged import file, trees


@settings(deadline=None, max_examples=60)
@given(trees())
def test_every_folder_counts_what_lies_below_it(files: list[Tagged]) -> None:
    for folder in walk(fold(files)):
        below = [one for one in files if not folder.path or one.path.startswith(f"{folder.path}/")]
        assert folder.counts.files == len(below)
        assert folder.counts.lines == sum(one.lines for one in below)
        assert folder.counts.tagged == sum(one.resolved.level is not None for one in below)
        assert folder.counts.tagged_lines <= folder.counts.lines
        for slot, number in enumerate(folder.counts.files_by):
            assert number == sum(slot_of(one.resolved.level) == slot for one in below)


@settings(deadline=None, max_examples=60)
@given(trees())
def test_no_file_is_lost_and_parents_come_first(files: list[Tagged]) -> None:
    folders = list(walk(fold(files)))
    assert sorted(one.path for folder in folders for one in folder.files) == sorted(
        one.path for one in files
    )
    seen: set[str] = set()
    for folder in folders:
        assert not folder.path or folder.path.rpartition("/")[0] in seen
        seen.add(folder.path)


@settings(deadline=None, max_examples=60)
@given(trees(), st.randoms())
def test_the_order_of_the_files_does_not_matter(files: list[Tagged], random: object) -> None:
    shuffled = list(files)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold(shuffled) == fold(files)


def test_an_empty_tree_has_a_top() -> None:
    assert fold([]).counts == Counts()


def test_a_path_as_deep_as_paths_can_be() -> None:
    path = "d/" * 2000 + "file.py"
    folders = list(walk(fold([file(path, Level.PUBLIC)])))
    assert len(folders) == 2001
    assert folders[0].counts.tagged == 1


def test_a_part_of_a_tree_has_its_own_top() -> None:
    top = fold([file("src/api/door.py"), file("src/main.py")], "src")
    assert (top.path, [folder.path for folder in top.folders]) == ("src", ["src/api"])
    assert top.counts.files == 2


def test_the_first_source_that_made_the_level_is_the_reason() -> None:
    high, low = file("a", Level.RESTRICTED), file("a", Level.PUBLIC)
    chain = (*low.resolved.chain, *high.resolved.chain)
    link = decisive(high.resolved._replace(chain=chain))
    assert link is not None
    assert link.tag.level is Level.RESTRICTED
    assert decisive(file("a").resolved) is None


def test_a_small_page_names_the_most_sensitive_then_the_longest() -> None:
    files = [
        file("secret", Level.RESTRICTED, 1),
        file("long", None, 900),
        file("longer", None, 1000),
        file("open", Level.PUBLIC, 2),
    ]
    assert foremost(fold(files), 3) == {"secret", "open", "longer"}


def test_slots_have_words() -> None:
    assert [word_of(slot) for slot in range(5)] == [
        *("untagged", "public", "internal", "confidential", "restricted"),
    ]
