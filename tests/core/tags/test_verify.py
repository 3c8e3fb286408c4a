"""What is said of tags that are wrong, too weak, or missing: every problem, and no other."""

import importlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.documents.document import Document
from promptguard.model import (
    Confidence,
    Level,
    Material,
    Minimum,
    Note,
    NoteKind,
    Origin,
    OriginKind,
    Problem,
    Tag,
    TagForm,
    Tagged,
)
from promptguard.tags import annotations, attributes, inline, sidecar
from promptguard.tags.resolve import resolve
from promptguard.tags.verify import Facts, Move, checks, verify
from tests.samples.trees import MARK, DictTree, tag, tagged

LEVELS = list(Level)


def problems(*said: Tagged, **more: Any) -> list[Problem]:
    files = {one.path: b"" for one in said}
    tree = DictTree(files)
    facts = Facts(tree, tree.list(), {one.path: one for one in said})
    return list(verify(facts._replace(**more)))


def ids(found: list[Problem]) -> list[str]:
    return [one.id for one in found]


def material(level: Level, line: int = 3) -> Material:
    return Material("a.rule", "A title", level, ("x",), Confidence.LIKELY, line, line)


def test_nothing_is_wrong_with_nothing() -> None:
    assert problems() == []
    assert problems(tagged("a.py"), tagged("b.py", tag(Level.PUBLIC))) == []


def test_every_check_says_what_its_kinds_are() -> None:
    kinds = [kind for check in checks() for kind in check.KINDS]
    assert len({kind.id for kind in kinds}) == len(kinds)
    assert all(kind.id.startswith("tags.") and kind.title and kind.advice for kind in kinds)
    assert not any(kind.title.endswith(".") for kind in kinds)


def test_adding_a_check_is_adding_a_file() -> None:
    package = importlib.import_module("promptguard.tags.verify")
    folder = Path(package.__file__ or "").parent
    names = {path.stem for path in folder.glob("[a-z]*.py")}
    assert {check.__name__.rpartition(".")[2] for check in checks()} == names  # type: ignore[attr-defined]


# Required tags.


def test_a_required_tag_is_missed_by_its_pattern_only() -> None:
    found = problems(
        tagged("src/billing/a.py"),
        tagged("src/billing/b.py", tag(Level.INTERNAL)),
        tagged("src/other.py"),
        required=("src/billing/**",),
    )
    assert [(one.id, one.path) for one in found] == [("tags.required", "src/billing/a.py")]
    assert "promptguard tag set LEVEL src/billing/a.py" in found[0].hint


def test_a_command_for_an_odd_name_can_be_pasted() -> None:
    (found,) = problems(tagged("a b'c.py"), required=("*",))
    assert """'a b'"'"'c.py'""" in found.hint


# What detectors found.


@pytest.mark.parametrize("said", [None, Level.PUBLIC, Level.INTERNAL, Level.CONFIDENTIAL])
def test_restricted_material_needs_a_restricted_tag(said: Level | None) -> None:
    tags = [] if said is None else [tag(said)]
    found = problems(tagged("a.py", *tags), found={"a.py": (material(Level.RESTRICTED),)})
    assert [(one.id, one.path, one.line, one.stops) for one in found] == [
        ("tags.weaker-than-content", "a.py", 3, True)
    ]
    assert ("has no tag" if said is None else f"tagged {said.word}") in found[0].text


@given(st.sampled_from(LEVELS), st.sampled_from(LEVELS))
def test_a_tag_as_strong_as_the_content_is_never_too_weak(said: Level, holds: Level) -> None:
    found = problems(tagged("a.py", tag(said)), found={"a.py": (material(holds),)})
    weak = "tags.weaker-than-content" in ids(found)
    assert weak == (holds > max(said, Level.INTERNAL))


def test_untagged_files_are_not_asked_about_less_than_restricted_material() -> None:
    assert problems(tagged("a.py"), found={"a.py": (material(Level.CONFIDENTIAL),)}) == []


def test_a_region_protects_what_lies_in_it_and_nothing_else() -> None:
    region = tag(Level.RESTRICTED, TagForm.REGION, first=10, last=20)
    inside, outside = material(Level.RESTRICTED, 15), material(Level.RESTRICTED, 25)
    assert problems(tagged("a.py", region), found={"a.py": (inside,)}) == []
    (found,) = problems(tagged("a.py", region), found={"a.py": (inside, outside)})
    assert found.line == 25


def test_many_findings_of_a_file_are_one_problem_with_the_worst_first() -> None:
    found = (material(Level.CONFIDENTIAL, 1), material(Level.RESTRICTED, 9))
    (one,) = problems(tagged("a.py", tag(Level.PUBLIC)), found={"a.py": found})
    assert one.line == 9
    assert "and 1 more like it" in one.text


# Contradictions.


def test_a_nearer_tag_that_asks_for_less_is_a_contradiction() -> None:
    folder = tag(Level.RESTRICTED, TagForm.ATTRIBUTE, source=".gitattributes:4")
    (found,) = problems(tagged("a.py", tag(Level.INTERNAL), folder))
    assert found.id == "tags.contradiction"
    assert found.line == 1
    assert "line 1 says internal, but .gitattributes:4 says restricted" in found.text


def test_a_nearer_tag_that_asks_for_more_is_how_levels_are_used() -> None:
    folder = tag(Level.INTERNAL, TagForm.ATTRIBUTE, source=".gitattributes:4")
    assert problems(tagged("a.py", tag(Level.RESTRICTED), folder)) == []


def test_an_override_with_a_reason_contradicts_nobody() -> None:
    folder = tag(Level.RESTRICTED, TagForm.ATTRIBUTE, source=".gitattributes:4")
    own = tag(Level.PUBLIC, override=True, reason="published")
    assert problems(tagged("a.py", own, folder)) == []


def test_two_headers_that_disagree_are_a_contradiction() -> None:
    second = tag(Level.PUBLIC, first=2, source="a.py:2")
    assert ids(problems(tagged("a.py", tag(Level.RESTRICTED), second))) == ["tags.contradiction"]


# What cannot be understood.

WRONG = [
    (f"# {MARK} confidental\n", "tags.unknown-level", 'Did you mean "confidential"?'),
    (f"# {MARK} internal lable=pii\n", "tags.unknown-key", 'Did you mean "labels"?'),
    (f"# {MARK} begin restricted\nx = 1\n", "tags.unbalanced-region", "begin"),
    (f"x = 1\n# {MARK} end\n", "tags.unbalanced-region", "end"),
    (f"x = 1  # {MARK} end\n", "tags.unbalanced-region", "end"),
    ("x = 1\n" * 40 + f"# {MARK} restricted\n", "tags.misplaced", "Move it up"),
    (f"# {MARK} public override\n", "tags.malformed", "reason"),
    (f"# {MARK} begin\n# {MARK} end\n", "tags.malformed", "needs a level"),
]


@pytest.mark.parametrize(("text", "kind", "words"), WRONG, ids=[kind for _, kind, _ in WRONG])
def test_what_readers_of_tags_say_becomes_a_problem_of_its_kind(
    text: str, kind: str, words: str
) -> None:
    tags, notes = inline.read(Document(Origin(OriginKind.FILE, "a.py"), text.encode()))
    found = problems(Tagged("a.py", resolve(tags), notes, 1))
    assert kind in ids(found)
    one = next(one for one in found if one.id == kind)
    assert one.path == "a.py"
    assert one.line >= 1
    assert words in one.text + one.hint


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'[[annotations]]\npath = "**"\nlevel = "secret"\n', "tags.unknown-level"),
        (b'[[annotations]]\npath = "**"\nlevel = "public"\nlabel = "x"\n', "tags.unknown-key"),
        (b"[[annotations]]\nlevel = ]\n", "tags.malformed"),
        (b'[[annotations]]\nlevel = "public"\n', "tags.malformed"),
        (b"\xff\xfe", "tags.malformed"),
    ],
)
def test_so_does_what_is_said_of_annotations_once_for_all_files(content: bytes, kind: str) -> None:
    notes = annotations.read(content, "CLASSIFICATION.toml", {}).notes
    found = problems(*(Tagged(name, resolve(()), notes) for name in ("a", "b", "c")))
    assert ids(found).count(kind) == 1
    assert {one.path for one in found} == {"CLASSIFICATION.toml"}


def test_so_does_what_is_said_of_sidecars_and_attributes() -> None:
    _, beside = sidecar.read(b"pubic\n", "a.json.classification", {})
    _, given_ = attributes.tag_of("restrictd", (".gitattributes", 3), {})
    found = problems(Tagged("a.json", resolve(()), (*beside, *given_)))
    assert ids(found) == ["tags.unknown-level", "tags.unknown-level"]
    assert all("Did you mean" in one.hint for one in found)


def test_a_comment_that_only_speaks_of_this_program_stops_nobody() -> None:
    text = f"# {MARK} see the manual for what this does\n"
    _, notes = inline.read(Document(Origin(OriginKind.FILE, "a.py"), text.encode()))
    found = problems(Tagged("a.py", resolve(()), notes, 1))
    assert not any(one.stops for one in found)


def test_notes_that_are_not_about_tags_are_no_problems() -> None:
    note = Note(NoteKind.UNREADABLE, Origin(OriginKind.FILE, "a.py"), "not read")
    assert problems(Tagged("a.py", resolve(()), (note,))) == []


# Sidecars.


def test_a_sidecar_without_a_file_is_told_and_guessed_at() -> None:
    tree = DictTree({"data/rate.json.classification": b"", "data/rates.json": b""})
    (found,) = verify(Facts(tree, tree.list(), {}))
    assert found.id == "tags.orphan-sidecar"
    assert 'become "data/rates.json"?' in found.hint


def test_a_sidecar_with_its_file_is_fine() -> None:
    tree = DictTree({"a.json.classification": b"", "a.json": b""})
    assert verify(Facts(tree, tree.list(), {})) == ()


# Coverage.


def test_too_little_of_a_folder_is_told_and_enough_is_not() -> None:
    said = (tagged("src/a.py", tag(Level.INTERNAL)), tagged("src/b.py"), tagged("c.py"))
    (found,) = problems(*said, minimums=(Minimum("src", 60), Minimum("", 33)))
    assert (found.id, found.path) == ("tags.coverage", "src")
    assert "1 of 2 files are tagged (50 %); the configuration asks for 60 %" in found.text


def test_a_minimum_for_a_folder_that_is_gone_is_told() -> None:
    (found,) = problems(tagged("a.py"), minimums=(Minimum("gone", 10),))
    assert "no file lies there" in found.text


def test_a_part_of_a_tree_says_nothing_of_its_folders() -> None:
    assert problems(tagged("a.py"), minimums=(Minimum("", 100),), whole=False) == []


# What was lost.


def lost(now: Tagged, level: Level = Level.RESTRICTED, **more: Any) -> list[Problem]:
    move = Move("rename", "old.py", level, ("pii",), now.path)._replace(**more)
    return problems(now, moves=(move,), base_name="main")


@given(st.sampled_from([None, *LEVELS]), st.sampled_from(LEVELS))
def test_a_moved_text_may_never_be_less_protected(now: Level | None, was: Level) -> None:
    tags: list[Tag] = [] if now is None else [tag(now, labels=("pii",))]
    found = lost(tagged("new.py", *tags), was)
    falls = was > (Level.INTERNAL if now is None else now)
    assert ("tags.lost" in ids(found)) == (falls or (now is None and was > Level.PUBLIC))


def test_a_moved_text_keeps_its_labels() -> None:
    (found,) = lost(tagged("new.py", tag(Level.RESTRICTED)))
    assert "but without pii here" in found.text


def test_an_override_says_that_somebody_looked() -> None:
    own = tag(Level.PUBLIC, override=True, reason="anonymised")
    assert lost(tagged("new.py", own)) == []


def test_a_block_is_asked_for_where_it_stands() -> None:
    region = tag(Level.RESTRICTED, TagForm.REGION, first=5, last=20, labels=("pii",))
    now = tagged("new.py", region)
    place: dict[str, Any] = {"how": "block", "source_line": 1, "source_end_line": 9}
    assert lost(now, line=6, end_line=14, **place) == []
    (found,) = lost(now, line=30, end_line=38, **place)
    assert found.line == 30
    assert "--region 30-38" in found.hint


def test_a_tag_that_was_taken_out_is_told() -> None:
    before = tagged("a.py", tag(Level.CONFIDENTIAL))
    (found,) = problems(tagged("a.py"), base={"a.py": before}, base_name="main")
    assert found.id == "tags.lowered"
    assert found.text == "was confidential at main, and is now untagged"


def test_a_region_that_went_with_its_text_lowers_nothing() -> None:
    before = tagged("a.py", tag(Level.CONFIDENTIAL, TagForm.REGION, first=1, last=9))
    assert problems(tagged("a.py"), base={"a.py": before}, base_name="main") == []
