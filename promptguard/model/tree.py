"""Where rules about files are read from: a folder, the index or a commit, all asked alike."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from promptguard.errors import SourceError


class Tree(Protocol):
    """Files by their path from the tree's top, with forward slashes; never the disk as such.

    What is read from a commit cannot be changed by the change that is judged, so every resolver
    of tags, settings and suppressions takes a tree.
    """

    @property
    def name(self) -> str:
        """How people call it: a folder's path, `the index`, `commit 1a2b3c4`."""
        ...

    def read(self, path: str) -> bytes | None:
        """The content of a file; None where there is none (a symbolic link is none).

        Raises SourceError where it is there and cannot be read.
        """
        ...

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | SourceError | None]]:
        """The same for many files in their order, in few processes; an error stands for its file.

        Of a file that is there and cannot be read the error is handed out, not raised.
        """
        ...

    def list(self) -> Sequence[str]:
        """Every file, sorted; in a folder inside a work tree what git tracks or does not ignore.

        Raises SourceError.
        """
        ...

    def attributes(self, attribute: str, paths: Sequence[str]) -> dict[str, str]:
        """What `.gitattributes` says of one attribute, for those paths of which it says something.

        Raises SourceError.
        """
        ...
