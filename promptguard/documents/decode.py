"""Bytes of any encoding become UTF-8, or are called binary; never a guess in silence.

Loads nothing: the hook passes every staged byte through here.
"""

_SNIFF = 8000  # git's own window for "is it binary" (buffer_is_binary in xdiff-interface.c)
_SAMPLE = 64_000

# The longer marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MARKED = (b"\xef\xbb\xbf", *(mark for mark, _ in _MARKS))


def encoding_of(head: bytes) -> str:
    """The encoding a source's beginning shows, or "" where it is binary.

    `utf-8-sig` where a UTF-8 byte-order mark is to be dropped.
    """
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" in head[:_SNIFF]:
        return ""
    if head.isascii():
        return "utf-8"
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A window may end inside a character; that is no sign of another encoding.
        if error.end < len(head) or len(head) - error.start > 3:
            return _legacy(head[:_SAMPLE])
    return "utf-8"


def to_utf8(data: bytes) -> tuple[bytes, str] | None:
    """The text of a whole source as UTF-8 without mark, and the encoding it had; None: binary.

    Bytes that are invalid in the encoding become U+FFFD and the encoding's name ends in `?`;
    `utf-8-sig` tells that a mark was dropped.
    """
    if b"\0" not in data[:_SNIFF] and not data.startswith(_MARKED):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return data, "utf-8"
    encoding = encoding_of(data)
    if not encoding:
        return None
    if encoding == "utf-8-sig":
        data = data[3:]
    if encoding.startswith("utf-8"):
        if data.isascii():
            return data, encoding
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("utf-8", "replace").encode("utf-8"), "utf-8?"
        return data, encoding
    mark = {"utf-16": 2, "utf-32": 4}.get(encoding[:6], 0)
    body = data[mark:]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        text, encoding = body.decode(encoding, "replace"), encoding + "?"
    return text.encode("utf-8", "replace"), encoding


def _legacy(sample: bytes) -> str:
    """UTF-8 with a few bad bytes, GB18030, Shift-JIS or Latin-1, by what the text would be."""
    high = sum(byte > 127 for byte in sample)
    broken = sample.decode("utf-8", "replace").count("\ufffd")
    if broken * 10 < high:
        return "utf-8"
    if _kana_share(sample) > 0.2:
        return "shift_jis"
    if _hanzi_share(sample) > 0.6:
        return "gb18030"
    return "latin-1"


def _decoded(sample: bytes, encoding: str) -> str:
    for cut in range(4):  # the sample may end inside a character
        try:
            return sample[: len(sample) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _kana_share(sample: bytes) -> float:
    """Share of hiragana and full-width katakana among the non-ASCII characters as Shift-JIS."""
    wide = [char for char in _decoded(sample, "shift_jis") if ord(char) > 127]
    return sum("\u3040" <= char <= "\u30ff" for char in wide) / len(wide) if wide else 0.0


def _hanzi_share(sample: bytes) -> float:
    """Share of the non-ASCII characters that GB 2312 holds, decoded as GB18030."""
    wide = [char for char in _decoded(sample, "gb18030") if ord(char) > 127]
    return sum(_in_gb2312(char) for char in wide) / len(wide) if wide else 0.0


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
