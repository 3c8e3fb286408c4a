"""How a vendor's token becomes a rule, and what every token is asked before it counts."""

import re
from typing import NamedTuple

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.evidence.placeholders import placeholder
from promptguard.evidence.surroundings import place_weight
from promptguard.evidence.templates import blank
from promptguard.evidence.words import is_monotonous, wordiness
from promptguard.model import Confidence, Level, Rule, Weight
from promptguard.model.rule import Example, Validator

#: Behind a token: nothing that could belong to it. (In front of it, `\b` does.)
END = r"(?![\w-]|\.\w)"
PREFIX = Weight(3, "a prefix that only this vendor uses")
NAMED = Weight(2, "the vendor's name beside a value of its shape")

_TELLING = patterns.compile(r"key|token|secret|passw|pwd|auth(?!0)|credential", re.IGNORECASE)
#: A vendor's public name for a customer is no secret.
_IDENTITY = patterns.compile(
    r"(?:^|[_ .-])(?:id|sid|name|domain|user|site|region|url|host)$|Id$", re.IGNORECASE
)
_WORDS = -0.9


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


class Format(NamedTuple):
    """A token that its prefix alone gives away: all there is to say of most of them."""

    name: str
    title: str
    pattern: str
    #: Lower-case literals of which one is in every match.
    keywords: tuple[str, ...]
    example: str
    #: Where the token is revoked, and where its vendor describes it.
    where: str
    reference: str


def formats(module: str, rows: tuple[Format, ...]) -> tuple[Rule, ...]:
    """The rules of a table of formats."""
    return tuple(
        token(
            f"{module}.{row.name}",
            row.title,
            rf"\b(?<![.-]){row.pattern}{END}",
            keywords=row.keywords,
            advice=f"Revoke it at {row.where} and read it from the environment or a secret store.",
            references=(row.reference,),
            examples=(row.example,),
        )
        for row in rows
    )


def near(vendor: str, value: str) -> str:
    """The pattern of `vendor_api_key = "value"` in the notations of code and configuration.

    `vendor` is matched in any case; between it and the value stand the rest of the name, a
    separator and quotes.
    """
    return (
        rf"(?P<vendor>(?i:{vendor}))(?P<rest>[\w .-]{{0,24}})[\"'`\]\\]{{0,3}}[ \t]{{0,4}}"
        rf"(?:=>|[:=]{{1,3}}|,(?=[ \t]*[\"'`\\])|>|\|\||[ \t](?=[\"']))[ \t]{{0,4}}[\"'`=\\]{{0,3}}"
        rf"(?P<value>{value}){END}"
    )


def judged(match: "re.Match[str]") -> str:
    """The part of a match that must be random: its `body`, else its `value`, else all of it."""
    groups = match.groupdict()
    return groups.get("body") or groups.get("value") or match[0]


def random_value(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Refuses samples and monotonous values; a test or a manual makes a token less likely."""
    value = judged(match)
    if placeholder(value) or is_monotonous(value):
        return None
    return place_weight(document)


def named_value(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The same for a value known only by the vendor's name beside it."""
    weights = random_value(match, document)
    value, rest = match["value"], match["rest"].rstrip()
    if weights is None or not _stands_alone(match) or _IDENTITY.search(rest):
        return None
    if not any(char.isdigit() for char in value) and wordiness(value) > _WORDS:
        return None
    if _TELLING.search(match["vendor"] + match["rest"]):
        return (Weight(1, "called a key, token or secret"), *weights)
    return weights


def _stands_alone(match: "re.Match[str]") -> bool:
    """Is the vendor's name a word of its own, not a piece of one as `etsy` in `SetSysctl`?"""
    vendor, before = match["vendor"], match.string[max(0, match.start() - 1) : match.start()]
    starts = not before.isalpha() or (before.islower() and vendor[0].isupper())
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
