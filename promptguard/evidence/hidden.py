"""What hidden characters say: decoded, and described without giving away what only they hold.

Hidden text may itself be a secret, so none of it is shown as it stands. Of its words only those
of a short list we ship are repeated (the vocabulary of commands to a model); digits, names, links
and everything else become a dash. So a reader sees that it is an instruction, and no value leaves.
"""

from collections.abc import Iterator, Sequence

from promptguard import patterns

#: Words of commands, none of which can be a value.
_SPOKEN = """
a about above add after again all also always an and answer any anyone are as ask asked at be
before but by call code command commands complete context conversation copy data delete
developer disregard do does don't download email emails every everything execute file files find
first following follow for forget from give has have hidden human if ignore in include
information instead instruction instructions into is it keep link list mention message messages
mode model must never new not note now of on only open or other output password passwords
previous print prior prompt prompts push read repeat reply respond response reveal rule rules
run safe safety say secret secrets send should show silently start stop summary system task
tell text that the their them then these this to tool tools translate upload url use user users
via was when with without word words write you your
"""
_KNOWN = frozenset(_SPOKEN.split())
_WORDS = patterns.compile(r"[A-Za-z']+|[^A-Za-z'\s]+")
_SHOWN = 24
_TAG_BASE = 0xE0000


def tags_text(run: str) -> str:
    """ASCII of characters of the tag block (U+E0020 to U+E007E)."""
    codes = (ord(char) - _TAG_BASE for char in run)
    return "".join(chr(code) for code in codes if 0x20 <= code <= 0x7E)


def selectors_text(run: str) -> str:
    """Text of variation selectors, one a byte or one a half byte; "" where they hold none."""
    values = [_selector_value(char) for char in run]
    text = _text(bytes(values))
    if text or max(values, default=0) > 15 or len(values) % 2:
        return text
    return _text(bytes(high << 4 | low for high, low in _pairs(values)))


def bits_text(run: str) -> str:
    """Text of zero-width characters, two kinds as bits (8 or 7 to a letter) or four as pairs."""
    kinds = list(dict.fromkeys(run))
    if len(kinds) in (3, 4):
        # A third kind often parts letters; without it the other two are the bits.
        counts = sorted(kinds, key=run.count)
        run, kinds = run.replace(counts[0], ""), counts[1:]
    if len(kinds) != 2:
        return ""
    return max((_text(data) for data in _bytes_of(run, kinds)), key=_plainness, default="")


def described(text: str) -> str:
    """Hidden text in words that may be shown: how much, and those of its words that we know."""
    count = len(text)
    amount = f"{count} hidden character{'' if count == 1 else 's'}"
    pieces = [
        word if word.lower() in _KNOWN else "-" for word in _WORDS.findall(text)[: _SHOWN + 1]
    ]
    more = " ..." if len(pieces) > _SHOWN else ""
    pieces = [
        piece
        for index, piece in enumerate(pieces[:_SHOWN])
        if piece != "-" or not index or pieces[index - 1] != "-"
    ]
    if sum(piece != "-" for piece in pieces) < 2:
        return amount
    return f"{amount} that read: {' '.join(pieces)}{more}"


def _bytes_of(run: str, kinds: Sequence[str]) -> Iterator[bytes]:
    """The bits as bytes: either kind for zero, 8 or 7 bits to a letter, from the front or back."""
    for zero in kinds:
        bits = "".join("0" if char == zero else "1" for char in run)
        for width in (8, 7):
            for start in {0, len(bits) % width}:
                places = range(start, len(bits) - width + 1, width)
                yield bytes(int(bits[at : at + width], 2) for at in places)


def _plainness(text: str) -> float:
    """Of several readings the one with most small letters and blanks is meant."""
    return sum(char.islower() or char == " " for char in text) / len(text) if text else 0.0


def _selector_value(char: str) -> int:
    code = ord(char)
    return code - 0xFE00 if code < 0xFF00 else code - 0xE0100 + 16


def _pairs(values: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(values[::2], values[1::2], strict=True))


def _text(data: bytes) -> str:
    """The bytes as UTF-8, if nearly all of it prints and most of it is letters."""
    try:
        text = data.strip(b"\0").decode("utf-8")
    except UnicodeDecodeError:
        return ""
    letters = sum(char.isalpha() or char == " " for char in text)
    return text if text.isprintable() and letters * 2 > len(text) else ""
