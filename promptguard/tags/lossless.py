"""A file's bytes as text that can be edited and gives exactly the other bytes back.

Encodings in which ASCII is ASCII are edited as bytes, so that what is broken in them stays so.
"""

from typing import NamedTuple

from promptguard.documents.decode import encoding_of

_MARKS = {
    "utf-8-sig": b"\xef\xbb\xbf",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "utf-32-le": b"\xff\xfe\x00\x00",
    "utf-32-be": b"\x00\x00\xfe\xff",
}


class Lossless(NamedTuple):
    """`body` is what follows the byte-order mark; `own` turns words into its characters."""

    mark: bytes
    body: str
    wide: bool
    encoding: str

    def data(self, body: str) -> bytes:
        """The bytes of a file with another body."""
        codec, errors = (self.encoding, "surrogatepass") if self.wide else ("latin-1", "strict")
        return self.mark + body.encode(codec, errors)

    def own(self, words: str) -> str:
        """Words as they stand in the body.

        Raises UnicodeEncodeError where the file's encoding has no such characters.
        """
        if self.wide:
            return words
        return words.encode(self.encoding.removesuffix("-sig")).decode("latin-1")


def lossless(data: bytes) -> Lossless | None:
    """The text of a file; None where it is binary, or damaged beyond editing."""
    encoding = encoding_of(data)
    if not encoding:
        return None
    mark = _MARKS.get(encoding, b"")
    if not encoding.startswith(("utf-16", "utf-32")):
        return Lossless(mark, data[len(mark) :].decode("latin-1"), False, encoding)
    try:
        body = data[len(mark) :].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return None
    whole = Lossless(mark, body, True, encoding)
    return whole if whole.data(body) == data else None
