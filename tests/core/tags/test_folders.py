"""A folder's annotation: written, changed, taken out; the rest of its file stays as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptguard.model import Level
from promptguard.tags import annotations
from promptguard.tags.edit import NO_ALIASES, Unwritable
from promptguard.tags.folders import EVERYTHING, annotation_removed, annotation_set
from promptguard.tags.wording import Wording, wording

PATH = "a/CLASSIFICATION.toml"
OTHERS = b'# Ours\nversion = 1\n\n[[annotations]]  # all code\npath = "*.py"\nlevel = "internal"\n'
WANTED = wording("restricted", labels=("pii", "x"), owner="@a", reason='so "it" is')


def put(before: bytes | None, globs: tuple[str, ...], wanted: Wording) -> bytes:
    return annotation_set(before, PATH, globs, wanted, NO_ALIASES)


@settings(max_examples=80)
@given(
    before=st.sampled_from([None, OTHERS, OTHERS.rstrip(), OTHERS.replace(b"\n", b"\r\n")]),
    globs=st.lists(st.sampled_from(["**", "*.tf", "/x/", "漢*", '"']), min_size=1, unique=True),
    wanted=st.sampled_from([WANTED, wording("confidential"), wording("internal")]),
)
def test_what_is_written_is_read_and_can_be_taken_out(
    before: bytes | None, globs: list[str], wanted: Wording
) -> None:
    chosen = tuple(globs)
    tagged = put(before, chosen, wanted)
    read = annotations.read(tagged, PATH, NO_ALIASES)
    assert read.notes == ()
    assert wanted.is_said_by(read.items[-1].tag)
    assert put(tagged, chosen, wanted) == tagged
    changed = put(tagged, chosen, wording("internal", labels=("z",)))
    assert changed == put(before, chosen, wording("internal", labels=("z",)))
    left = annotation_removed(changed, chosen)
    assert left == (before and before + b"\n" * (not before.endswith(b"\n")))


def test_an_annotation_in_the_middle_is_changed_where_it_stands_with_its_comments() -> None:
    text = OTHERS + b'# why\n\n[[annotations]]\npath = ["*.tf"]\nlevel = "public"\n'
    changed = put(text, ("*.py",), WANTED)
    assert changed.startswith(b"# Ours\nversion = 1\n\n[[annotations]]\npath = [")
    behind = b'# why\n\n[[annotations]]\npath = ["*.tf"]\nlevel = "public"\n'
    assert changed.endswith(behind)
    assert annotation_removed(changed, ("*.py",)) == b"# Ours\nversion = 1\n" + behind


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (b"version = ", "is not TOML"),
        (b"\xff", "is not UTF-8"),
        (b'annotations = [{path = "a", level = "public"}]\n', "only people can edit"),
    ],
)
def test_what_cannot_be_edited_is_refused(before: bytes, why: str) -> None:
    with pytest.raises(Unwritable, match=why):
        put(before, EVERYTHING, WANTED)


def test_what_would_not_hold_is_refused() -> None:
    assert WANTED.level is Level.RESTRICTED
    with pytest.raises(Unwritable, match="would not say so"):
        put(None, EVERYTHING, wording("public"))
