"""How a vendor's token becomes a rule, and what every token is asked before it counts."""

import re
from typing import NamedTuple

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.evidence.placeholders import placeholder
from promptguard.evidence.shapes import beginning_of, literals_of, pattern_of, sample_of
from promptguard.evidence.surroundings import name_weight, place_weight
from promptguard.evidence.templates import blank
from promptguard.evidence.words import is_monotonous, is_random, wordiness
from promptguard.model import Confidence, Level, Rule, Weight
from promptguard.model.rule import Example, Validator

#: Behind a token: nothing that could belong to it. (In front of it, `\b` does.)
END = r"(?![\w-]|\.\w)"
PREFIX = Weight(3, "a prefix that only this vendor uses")
NAMED = Weight(2, "the vendor's name beside a value of its shape")
NAMED_ONLY = Weight(1, "the vendor's name beside a value of a common shape")

_TELLING = patterns.compile(r"key|token|secret|passw|pwd|auth(?!0)|credential", re.IGNORECASE)
#: A vendor's public name for a customer is no secret, though half of a pair of keys may be.
_IDENTITY = patterns.compile(
    r"(?:(?:^|[_ .-])(?:id|sid|name|domain|user|site|region|url|host|accessor)|(?-i:Id))$"
    r"(?<!access[_ .-]id)(?<!accessid)",
    re.IGNORECASE,
)
_WORDS = -0.9
#: Digits of base 10 or 16, in groups or not.
_NUMBER = patterns.compile("[0-9a-fA-F-]*[0-9][0-9a-fA-F-]*")
_LEAST_DIGITS = 4
_RUN_LENGTH = 24
_HEX_RUN = patterns.compile("[0-9a-f]{32,}|[0-9A-F]{32,}")
_BASE64_RUN = patterns.compile(rf"[A-Za-z0-9+/]{{{_RUN_LENGTH}}}")
_END_LENGTH = 80


def token(
    id: str,
    title: str,
    pattern: str,
    *,
    keywords: tuple[str, ...],
    advice: str,
    references: tuple[str, ...],
    examples: tuple[Example, ...],
    counterexamples: tuple[Example, ...] = (),
    weight: Weight = PREFIX,
    validate: Validator | None = None,
    signal: str = "",
    lines: int = 1,
    ceiling: Confidence = Confidence.VERY_LIKELY,
) -> Rule:
    """A rule for a credential: RESTRICTED, labelled `secret`, asked whether it is random.

    What a manual prints instead of each example is a counterexample.
    """
    blanks = tuple(blank(example) for example in examples if isinstance(example, str))
    return Rule(
        id=id,
        title=title,
        level=Level.RESTRICTED,
        labels=("secret",),
        pattern=pattern,
        advice=advice,
        examples=examples,
        counterexamples=(*counterexamples, *blanks),
        keywords=keywords,
        weight=weight,
        validate=validate or (named_value if weight is NAMED else random_value),
        signal=signal,
        lines=lines,
        ceiling=ceiling,
        references=references,
    )


def is_distinct(rule: Rule) -> bool:
    """Is a token of this rule told by letters of its own or a checksum, whatever is beside it?"""
    return rule.weight == PREFIX


class Format(NamedTuple):
    """A token that its own letters give away: all there is to say of most of them."""

    name: str
    title: str
    #: See evidence/shapes.py.
    shape: str
    #: Where the token is revoked, and where its vendor describes it.
    where: str
    reference: str
    #: Does its vendor hand it to browsers? Then it is worth a look and never an alarm.
    public: bool = False


class Named(NamedTuple):
    """A token without a mark of its own, which the vendor's name beside it gives away."""

    name: str
    title: str
    #: Names of the vendor, any case, `|` between them; a space is any joint: `new relic`.
    vendor: str
    shape: str
    where: str
    reference: str
    #: Is the shape so common that the name must also say key, token or secret?
    weak: bool = False


_REVOKE = "Revoke it at {} and read the new one from the environment or a secret store."


def formats(module: str, rows: tuple[Format, ...], *, not_behind: str = ".-") -> tuple[Rule, ...]:
    """The rules of a table of formats; behind a character of `not_behind` stands no token."""
    return tuple(
        token(
            f"{module}.{row.name}",
            row.title,
            rf"\b(?<![{not_behind}]){pattern_of(row.shape)}{END}",
            keywords=literals_of(row.shape),
            advice=_REVOKE.format(row.where),
            references=(row.reference,),
            examples=(sample_of(row.shape),),
            ceiling=Confidence.POSSIBLE if row.public else Confidence.VERY_LIKELY,
        )
        for row in rows
    )


def named(module: str, rows: tuple[Named, ...]) -> tuple[Rule, ...]:
    """The rules of a table of tokens without marks of their own."""
    return tuple(
        token(
            f"{module}.{row.name}",
            row.title,
            near(_joined(row.vendor), pattern_of(row.shape)),
            signal=_NEAR.format(_joined(row.vendor), beginning_of(row.shape)),
            keywords=tuple(max(name.split(), key=len) for name in row.vendor.split("|")),
            advice=_REVOKE.format(row.where),
            references=(row.reference,),
            examples=(_assignment(row),),
            weight=NAMED_ONLY if row.weak else NAMED,
            validate=common_value if row.weak else named_value,
        )
        for row in rows
    )


def _joined(vendor: str) -> str:
    return vendor.replace(" ", "[_ .-]?")


def _assignment(row: Named) -> str:
    name = row.vendor.split("|")[0].upper().replace(" ", "_")
    return f"{name}_TOKEN={sample_of(row.shape)}"


#: What `near` looks for, without its bounds, which cost the engine a state each.
_NEAR = r"(?i:{})[\w .-]*[\x22'`\]\\ \t]*[:?+.=>,(|\x22'][\x22'`\]\\ \t:?+.=>|]*(?:{})"


def near(vendor: str, value: str) -> str:
    """The pattern of `vendor_api_key = "value"` in the notations of code and configuration.

    `vendor` is matched in any case; between it and the value stand the rest of the name, a
    separator (of assignments, pairs, makefiles, calls, tags) and quotes.
    """
    return (
        rf"(?P<vendor>(?i:{vendor}))(?P<rest>[\w .-]{{0,24}})[\"'`\]\\]{{0,3}}[ \t]{{0,4}}"
        rf"(?:[:?+.|]{{0,3}}={{1,3}}>?|:{{1,3}}|[,(](?=[ \t]*[\"'`\\])|>|\|{{1,2}}:?"
        rf"|[ \t](?=[\"']))[ \t]{{0,20}}[\"'`=\\]{{0,3}}"
        rf"(?P<value>{value}){END}"
    )


def judged(match: "re.Match[str]") -> str:
    """The part of a match that must be random: its `body`, else its `value`, else all of it."""
    groups = match.groupdict()
    return groups.get("body") or groups.get("value") or match[0]


def random_value(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Refuses samples, names and monotony; a test or a manual makes a token less likely."""
    value = judged(match)
    if _is_piece_of_data(match) or _is_name(value) or _is_monotonous(value):
        return None
    if placeholder(_ends_of(value)):
        return None
    return (*name_weight(match), *place_weight(document))


def _is_piece_of_data(match: "re.Match[str]") -> bool:
    """Does it continue a run of base64, or is it one of hexadecimal, its prefix and all?

    Chance writes every short prefix there.
    """
    before = match.string[max(0, match.start() - _RUN_LENGTH) : match.start()]
    if before[-1:] in ("+", "/") and _BASE64_RUN.fullmatch(before):
        return True
    return _HEX_RUN.fullmatch(match[0]) is not None


def _ends_of(value: str) -> str:
    """Where a sample says so: chance writes short words into the middle of long values."""
    return value if len(value) <= 2 * _END_LENGTH else value[:_END_LENGTH] + value[-_END_LENGTH:]


def _is_monotonous(value: str) -> bool:
    return len(set(value)) < _LEAST_DIGITS if value.isdigit() else is_monotonous(value)


def named_value(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The same for a value known only by the vendor's name beside it."""
    weights = random_value(match, document)
    if weights is None or not _stands_alone(match) or _IDENTITY.search(match["rest"].rstrip()):
        return None
    if _TELLING.search(match["vendor"] + match["rest"]):
        return (Weight(1, "called a key, token or secret"), *weights)
    return weights


def common_value(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The same for a shape that names and paths have too: it must look made by a generator."""
    body = judged(match)
    made = _NUMBER.fullmatch(body) or is_random(body)
    return named_value(match, document) if made else None


def _is_name(value: str) -> bool:
    """Words, with dashes or underscores between them and perhaps numbers behind them?"""
    pieces = [piece.rstrip("0123456789") for piece in re.split("[_-]", value)]
    return any(map(str.isalpha, pieces)) and all(
        not piece or (piece.isalpha() and wordiness(piece) > _WORDS) for piece in pieces
    )


def _stands_alone(match: "re.Match[str]") -> bool:
    """Is the vendor's name a word of its own, not a piece of one as `etsy` in `SetSysctl`?"""
    vendor, before = match["vendor"], match.string[max(0, match.start() - 1) : match.start()]
    starts = not before.isalnum() or (before.islower() and vendor[0].isupper())
    last, after = vendor[-1], match["rest"][:1]
    return starts and not (last.isupper() and after.islower())


def checksummed(
    match: "re.Match[str]", document: Document, *, holds: bool
) -> tuple[Weight, ...] | None:
    """What a check digit adds: a true one is proof even in a test; a false one a serious doubt."""
    if holds:
        return (Weight(1, "its checksum is right"),)
    weights = random_value(match, document)
    return None if weights is None else (Weight(-1, "its checksum is wrong"), *weights)
