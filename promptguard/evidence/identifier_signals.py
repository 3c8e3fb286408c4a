"""What the engine looks for on behalf of a table of identifiers: words, numbers, lone values.

Words of many kinds stand in one expression, and so do the numbers: a class of digits costs the
engine the same for one kind as for sixty, and Python tells which kind is meant.
"""

import re
from collections.abc import Iterable, Sequence

from promptguard.engine.relax import relax
from promptguard.evidence.identifiers import Identifier, check_points
from promptguard.model import Rule, Signal

#: A form that reaches less without a word stays below what is shown: POSSIBLE.
_WORTH_A_LOOK = 2
#: Words that say little in program code are looked for outside it.
_ORDINARY = frozenset(
    """
    patient credit vehicle passport singapore thailand taiwan indonesia malaysia luxembourg
    emirates maestro elector beneficiary prescriber taxpayer medicare cédula extranjero
    """.split()  # noqa: SIM905 - a list of words, one a quote, is not easier to read
)
_TELLING = frozenset("ssn cpf iban curp pesel imsi imei iccid supi aadhaar cnpj kvnr snils".split())  # noqa: SIM905
_LONG = 7
_SHORT = 4
#: The engine refuses one expression of all words.
_A_SIGNAL = 40
#: Nine digits or more with single separators, as a number of nearly any kind is written; dots
#: and spaces part groups of two digits or more, lest fractions and dumps of bytes be numbers.
LONG_NUMBER = (
    r"(?:^|[^A-Za-z0-9_.])"
    r"(?:[0-9](?:[/-]?[0-9]){8}|[0-9]{2,6} [0-9]{3,6} [0-9]{3}"
    r"|[0-9]{1,3}\.[0-9]{2,4}\.[0-9]{2,4}[./-][0-9])"
)
#: And the ways of writing with letters in between: a letter before six digits, a letter behind
#: seven, PAN and GSTIN, Codice Fiscale, MBI, NINO.
_NUMBERS = (
    LONG_NUMBER,
    r"[A-Z][0-9]{6}",
    r"[0-9]{7}-?[A-Z]",
    r"[A-Z]{3}[0-9]{4}[A-Z]",
    r"[A-Z][0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]",
    r"\b[1-9][A-Z][A-Z0-9][0-9]-?[A-Z][A-Z0-9][0-9]-?[A-Z]{2}[0-9]{2}",
    r"[A-Z]{2} [0-9]{2} [0-9]{2} [0-9]{2} [A-D]",
)
_ALONE = r"\s{0,9}[A-Za-z]{0,6}[0-9][A-Za-z0-9 ./()+-]{5,40}\s{0,9}"


def identifier_signals(
    module: str, rows: Sequence[Identifier], others: Sequence[Rule] = (), numbers: str = ""
) -> tuple[Signal, ...]:
    """What the engine looks for: words, numbers, lone values, and a module's other rules.

    `numbers` is what all numbers of the table contain, where that is rarer than nine digits.
    """
    found = [
        Signal(rule.id, relax(rule.signal or rule.pattern), rule.pattern, rule.keywords, rule.whole)
        for rule in others
    ]
    words = sorted({word for row in rows for word in row.words})
    loud = {word for row in rows if row.loud for word in row.words}
    short = [word for word in words if len(word) <= _SHORT and word.isascii()]
    said = [word for word in words if word not in short or word in loud or word in _TELLING]
    telling = [word for word in said if _is_telling(word)]
    prose = [word for word in said if not _is_telling(word)]
    found += _word_signals(f"{module}.word", telling)
    found += [one._replace(outside_code=True) for one in _word_signals(f"{module}.prose", prose)]
    if len(said) < len(words) or any(is_form(row) for row in rows):
        number = numbers or "(?:" + "|".join(_NUMBERS) + ")"
        found.append(Signal(f"{module}.number", number, number, outside_code=True))
    if any(row.lonely for row in rows):
        alone = Signal(f"{module}.alone", rf"\A{_ALONE}\z", rf"\A{_ALONE}\Z", once=True)
        found.append(alone._replace(outside_code=True))
    return tuple(found)


def outside_code(rules: Iterable[Rule]) -> tuple[Signal, ...]:
    """The signals of rules that have nothing to say about program code."""
    return tuple(
        Signal(
            rule.id,
            relax(rule.signal or rule.pattern),
            rule.pattern,
            rule.keywords,
            outside_code=True,
        )
        for rule in rules
    )


def is_form(row: Identifier) -> bool:
    """Is its way of writing enough, without a word?"""
    return bool(row.form) and row.points + check_points(row) >= _WORTH_A_LOOK


def _is_telling(word: str) -> bool:
    """Is it worth a look in program code? `sin`, `fin` and `vehicle` are not."""
    if word in _ORDINARY:
        return False
    return len(word) >= _LONG or not word.isascii() or word in _TELLING


def _word_signals(name: str, words: Sequence[str]) -> list[Signal]:
    plain = [word for word in words if not any(_begins(other, word) for other in words)]
    return [
        _word_signal(f"{name}.{start // _A_SIGNAL}", plain[start : start + _A_SIGNAL])
        for start in range(0, len(plain), _A_SIGNAL)
    ]


def _begins(short: str, long: str) -> bool:
    """Is the longer word seen wherever the shorter is looked for?"""
    return len(short) > _SHORT and short != long and long.startswith(short)


def _word_signal(name: str, words: Sequence[str]) -> Signal:
    parts = []
    for word in words:
        part = "[ _-]?".join(re.escape(piece) for piece in word.split())
        if not word.isascii():
            parts.append(re.escape(word))
        elif len(word) > _SHORT:
            parts.append(f"(?i:{part})")
        else:
            hump = rf"(?<=[a-z]){part.capitalize()}(?![a-z])"
            parts.append(rf"(?<![A-Za-z])(?i:{part})(?![a-z])|{hump}")
    pattern = "|".join(parts)
    expressions = [
        relax(part) if not word.isascii() or len(word) > _SHORT else _short(word)
        for part, word in zip(parts, words, strict=True)
    ]
    hints = tuple(word.split()[0].casefold() for word in words)
    return Signal(name, "(?:" + "|".join(expressions) + ")", pattern, hints)


def _short(word: str) -> str:
    edge = r"(?:\b|_)"
    return rf"{edge}(?i:{word})(?:\b|_|[A-Z])|[a-z]{word.capitalize()}(?:\b|_|[A-Z0-9])"
