"""What the checks judge: the tags of a tree, what was found in its files, what a team asks for."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from promptguard.model import Level, Material, Minimum, Tagged, Tree

_NOTHING: Mapping[str, tuple[Material, ...]] = MappingProxyType({})


class Move(NamedTuple):
    """Text of a tagged file that now stands elsewhere too, or under another name.

    `level` and `labels` are what its tags said in the base; `line` and `end_line` are where it
    stands now, 0 for the whole file; `alike` is git's percentage, or 100 for lines that are equal.
    """

    how: str
    source: str
    level: Level
    labels: tuple[str, ...]
    path: str
    line: int = 0
    end_line: int = 0
    alike: int = 100
    #: Lines of the source, where only a part of it moved.
    source_line: int = 0
    source_end_line: int = 0


class Facts(NamedTuple):
    """Everything the checks may look at.

    `listed` is every file of the tree, `tagged` what is said of those that are verified, `found`
    what the detectors say of them, `base` what the tags said before, by path.
    """

    tree: Tree
    listed: Sequence[str]
    tagged: Mapping[str, Tagged]
    found: Mapping[str, tuple[Material, ...]] = _NOTHING
    required: tuple[str, ...] = ()
    minimums: tuple[Minimum, ...] = ()
    moves: tuple[Move, ...] = ()
    #: How the base is called, such as `commit 1a2b3c4`.
    base_name: str = ""
    base: Mapping[str, Tagged] = MappingProxyType({})
    #: Are these all files of the tree, so that something can be said of its folders?
    whole: bool = True
