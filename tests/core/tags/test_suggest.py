"""What is proposed: everything that findings ask for, in few sentences, and nothing lowered."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from promptguard.errors import ConfigError
from promptguard.model import Confidence, Level, Material, Suggestion
from promptguard.tags import annotations
from promptguard.tags.annotate import annotated, path_of
from promptguard.tags.suggest import suggest
from tests.samples.trees import tag, tagged


def material(
    level: Level = Level.RESTRICTED, confidence: Confidence = Confidence.LIKELY
) -> Material:
    return Material("a.rule", "A title", level, ("pii",), confidence, 3, 3)


def proposals(
    files: list[str],
    found: dict[str, Level],
    levels: dict[str, Level] | None = None,
    least: Confidence = Confidence.LIKELY,
) -> tuple[Suggestion, ...]:
    known = levels or {}
    said = {path: tagged(path, *([tag(known[path])] if path in known else [])) for path in files}
    return suggest(said, {path: (material(level),) for path, level in found.items()}, least)


def meant(one: Suggestion, files: list[str]) -> set[str]:
    """The files that a suggestion's patterns mean, as pathspec reads them."""
    top = f"{one.folder}/" if one.folder else ""
    spec = GitIgnoreSpec.from_lines(one.patterns)
    below = [path[len(top) :] for path in files if path.startswith(top)]
    return {top + path for path in spec.match_files(below)}


def test_nothing_is_proposed_for_nothing() -> None:
    assert proposals(["a.py", "b.py"], {}) == ()
    assert proposals([], {}) == ()


def test_one_file_is_proposed_by_its_name_with_the_reason() -> None:
    (one,) = proposals(["src/a.py", "src/b.py", "src/c.py"], {"src/a.py": Level.RESTRICTED})
    assert one.single == "src/a.py"
    assert (one.level, one.labels, one.confidence) == (
        Level.RESTRICTED,
        ("pii",),
        Confidence.LIKELY,
    )
    assert one.reason == "holds: A title"
    assert one.evidence == ("src/a.py: A title in line 3 (likely)",)


def test_a_folder_that_agrees_is_one_proposal() -> None:
    files = [f"data/{number}.csv" for number in range(1000)]
    (one,) = proposals(
        [*files, *(f"src/{number}.csv" for number in range(1000))],
        dict.fromkeys(files[:900], Level.RESTRICTED),
    )
    assert (one.folder, one.patterns) == ("data", ("**",))
    assert one.reason == "900 of 1,000 files hold restricted material"


def test_a_kind_of_file_may_agree_where_the_folder_does_not() -> None:
    files = [f"data/{number}.{kind}" for number in range(5) for kind in ("csv", "py", "md")]
    found = {path: Level.CONFIDENTIAL for path in files if path.endswith("csv")}
    (one,) = proposals([*files, "x.csv", "y.csv", "z.csv"], found)
    assert (one.folder, one.patterns) == ("data", ("*.csv",))
    below = [f"data/in/{number}.csv" for number in range(5)]
    (one,) = proposals([*files, *below], found)
    assert (one.folder, one.patterns) == ("data", ("/*.csv",))
    spread = [path.replace("data/", f"data/{path[5]}/") for path in files]
    found = {path: Level.CONFIDENTIAL for path in spread if path.endswith("csv")}
    (one,) = proposals(spread, found)
    assert (one.folder, one.patterns) == ("data", ("*.csv",))


def test_a_folder_that_does_not_agree_is_not_tagged_as_a_whole() -> None:
    files = [f"src/{number}.py" for number in range(10)]
    found = dict.fromkeys(files[:4], Level.RESTRICTED)
    (one,) = proposals(files, found)
    assert one.files == tuple(files[:4])
    assert meant(one, files) == set(files[:4])


def test_files_that_are_tagged_enough_are_left_alone_and_weaker_ones_are_not() -> None:
    files = ["a.py", "b.py", "c.py"]
    levels = {"a.py": Level.RESTRICTED, "b.py": Level.PUBLIC}
    (one,) = proposals(files, dict.fromkeys(files[:2], Level.RESTRICTED), levels)
    assert one.single == "b.py"


def test_what_somebody_overrode_is_not_proposed_again() -> None:
    own = tag(Level.PUBLIC, override=True, reason="a sample")
    assert suggest({"a.py": tagged("a.py", own)}, {"a.py": (material(),)}) == ()


def test_what_is_only_possible_is_proposed_where_that_is_asked() -> None:
    said = {"a.py": tagged("a.py")}
    found = {"a.py": (material(confidence=Confidence.POSSIBLE),)}
    assert suggest(said, found) == ()
    assert len(suggest(said, found, Confidence.POSSIBLE)) == 1


def test_neighbours_of_a_kind_that_agree_speak_for_the_rest() -> None:
    files = [f"src/{number}.py" for number in range(10)] + ["src/x.md"]
    levels = dict.fromkeys(files[:3], Level.CONFIDENTIAL)
    (one,) = proposals(files, {}, levels)
    assert meant(one, files) == set(files[:10])
    assert one.level is Level.CONFIDENTIAL
    assert "lie beside others of their kind that are confidential" in one.reason


@pytest.mark.parametrize(
    "levels",
    [
        [Level.CONFIDENTIAL, Level.CONFIDENTIAL],
        [Level.CONFIDENTIAL, Level.INTERNAL, Level.RESTRICTED],
        [Level.INTERNAL] * 5,
        [Level.PUBLIC] * 5,
    ],
    ids=["too few", "not agreed", "internal is the default", "public is for people to say"],
)
def test_neighbours_that_say_little_say_nothing(levels: list[Level]) -> None:
    files = [f"src/{number}.py" for number in range(10)]
    assert proposals(files, {}, dict(zip(files, levels, strict=False))) == ()


def test_nobody_reads_a_thousand_proposals() -> None:
    files = [f"{top}/{folder}/{name}.py" for top in "ab" for folder in range(200) for name in "xyz"]
    found = {path: Level.RESTRICTED for path in files if path.endswith("x.py")}
    said = proposals(files, found)
    assert len(said) <= 2
    assert set().union(*(meant(one, files) for one in said)) == set(found)


_PATHS = st.lists(
    st.lists(st.sampled_from(["a", "b", "c.py", "d.csv", "[e]", "f*", "g h ", "!i", "#j"]),
             min_size=1, max_size=4).map("/".join),
    max_size=40,
    unique=True,
)  # fmt: skip


@settings(deadline=None)
@given(st.data(), _PATHS)
def test_every_finding_is_covered_and_only_meant_files_are(
    data: st.DataObject, raw: list[str]
) -> None:
    files = [path for path in raw if not any(other.startswith(path + "/") for other in raw)]
    holding = data.draw(st.lists(st.sampled_from(files), unique=True)) if files else []
    found = {path: data.draw(st.sampled_from(list(Level))) for path in holding}
    said = proposals(files, found)
    raised: dict[str, Level] = {}
    for one in said:
        assert meant(one, files) >= set(one.files)
        for path in meant(one, files):
            raised[path] = max(raised.get(path, Level.PUBLIC), one.level)
    for path, level in found.items():
        if level > Level.INTERNAL:
            assert raised.get(path, Level.INTERNAL) >= level


# How it is written.


def one_of(folder: str, *patterns: str, reason: str = "because") -> Suggestion:
    return Suggestion(
        folder, patterns, Level.RESTRICTED, ("pii",), Confidence.LIKELY, reason, (), ("x",)
    )


@given(st.text(max_size=60), st.text(max_size=60).filter(lambda text: "\ud800" not in text))
def test_what_is_written_is_read_as_it_was_meant(reason: str, name: str) -> None:
    try:
        content = annotated(None, one_of("src", f"/{name}", reason=reason))
    except ConfigError:
        assert not name.isascii()
        return
    (table,) = tomllib.loads(content.decode())["annotations"]
    assert table["path"] == [f"/{name}"]
    assert (table["level"], table["labels"]) == ("restricted", ["pii"])


@pytest.mark.parametrize(
    "before",
    [
        b"version = 1\n",
        b"# ours\r\nversion = 1\r\n",
        b"\xef\xbb\xbfversion = 1",
        b"[[annotations]]\npath = '*.py'\nlevel = 'internal'  # no line end",
    ],
)
def test_what_stood_there_stays_byte_for_byte(before: bytes) -> None:
    after = annotated(before, one_of("", "*.csv"))
    assert after.startswith(before)
    assert b"\r\n" not in before or b"\n" not in after.replace(b"\r\n", b"")
    found = annotations.read(after, "CLASSIFICATION.toml", {})
    assert found.notes == ()
    assert [one.level for one in found.of("a.csv")] == [Level.RESTRICTED]


@pytest.mark.parametrize("before", [b"[[", b"\xff", b"annotations = []\n"])
def test_what_cannot_take_an_annotation_is_refused_with_a_sentence(before: bytes) -> None:
    with pytest.raises(ConfigError) as refused:
        annotated(before, one_of("", "*.csv"))
    assert refused.value.hint


def test_the_file_is_the_folders_own() -> None:
    assert path_of(one_of("a/b")) == "a/b/CLASSIFICATION.toml"
    assert path_of(one_of("")) == "CLASSIFICATION.toml"


def test_paths_of_nobody() -> None:
    assert suggest({}, {"gone.py": (material(),)}) == ()


def test_folders_may_be_as_deep_as_they_like() -> None:
    files = ["/".join("x" * depth) + "/a.py" for depth in range(1, 1500, 7)]
    said = proposals(files, dict.fromkeys(files[::2], Level.RESTRICTED))
    assert set().union(*(set(one.files) for one in said)) >= set(files[::2])
