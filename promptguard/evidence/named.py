"""A name that tells and a value that could be it, weighed with the place where both stand.

Every function takes a match with the groups `word` (the telling part of the name), `rest` (what
follows of it), `value` and, where values have them, `quote`.
"""

import re

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.evidence.assignments import (
    Strength,
    Telling,
    is_code,
    is_uuid,
    strength,
    telling,
)
from promptguard.evidence.passwords import Made, made
from promptguard.evidence.statements import (
    explanation,
    has_plain_values,
    is_first_on_line,
    is_list,
    is_method,
    is_url_parameter,
    repeats,
    separator,
    whole_name,
)
from promptguard.evidence.surroundings import Surroundings, surroundings_of
from promptguard.model import Weight

_LEAST_IN_TESTS = 6
_SAMPLE = patterns.compile(
    r"\.(?:example|sample|template|dist|tmpl|tpl)$|[._-](?:examples?|samples?|templates?)\.[^/]+$",
    re.IGNORECASE,
)
#: From letters to digits and back, which words with a number behind them do once.
_TURNS = patterns.compile(r"(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
_LEAST_TURNS = 3
_COMPARED = patterns.compile(r"[=!]=")
_UNCLEAR = (Surroundings.LOCK, Surroundings.LOCALE, Surroundings.MINIFIED)


def named_password(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A name that says password, and a value that somebody or a machine made up to be one."""
    where = surroundings_of(document.path)
    if where in _UNCLEAR or _is_expression(match, document.path) or is_list(match):
        return None
    kind, name = made(match["value"]), whole_name(match)
    if kind is Made.NOT or telling(name) is not Telling.STRONG or repeats(name, match["value"]):
        return None
    told = explanation(match, document.path)
    if kind < Made.MACHINE and not _may_be_made_up(match, document, kind, told):
        return None
    if not _is_said_so(match, where):
        return None
    weights: tuple[Weight, ...] = (Weight(1, "a name that says password"),)
    if kind is Made.MACHINE and not is_uuid(match["value"]):
        weights += (Weight(1, "a value that looks random"),)
    if kind is Made.PERSON and where in (Surroundings.TEST, Surroundings.DOCS):
        return weights  # Possible, and no more to take off: there people make them up.
    return (*weights, *_doubts(told, document.path, len(weights)))


def _is_said_so(match: "re.Match[str]", where: Surroundings) -> bool:
    """Do the looser notations hold: a comparison, or a name and a value with a space between?"""
    between = separator(match)
    if _COMPARED.search(between):
        return where is Surroundings.PLAIN and match["quote"] is not None
    if between.strip("\"'`\\"):
        return not is_method(match)
    return is_first_on_line(match)


def _doubts(told: Weight | None, path: str, points: int) -> tuple[Weight, ...]:
    """What speaks against it: said to a reader, a manual, a test (where it is possible at most)."""
    where = surroundings_of(path)
    doubts: tuple[Weight, ...] = (told,) if told else ()
    if where in (Surroundings.DOCS, Surroundings.TEST):
        least = -2 if where is Surroundings.DOCS and _is_sample(path) else -1
        doubts += (Weight(min(least, 1 - points), where.value),)
    return doubts


def _is_sample(path: str) -> bool:
    """A file that is there to be copied and filled in."""
    return _SAMPLE.search(path) is not None


def _may_be_made_up(
    match: "re.Match[str]", document: Document, kind: Made, told: Weight | None
) -> bool:
    """Would a person's password stand here? Manuals and tests are full of such made for them."""
    where, value = surroundings_of(document.path), match["value"]
    if told is not None:
        return False
    if kind is Made.WORD:
        return where is Surroundings.PLAIN and _is_setting(match, document)
    if where is Surroundings.DOCS:
        return strength(value) is Strength.PASSWORD and not _is_sample(document.path)
    return where is not Surroundings.TEST or len(value) >= _LEAST_IN_TESTS


def _is_setting(match: "re.Match[str]", document: Document) -> bool:
    """Does the name end with the word, in a notation where a value is no text for people?"""
    if match["rest"] or match["value"][0].isupper():
        return False
    return match["quote"] is not None or has_plain_values(document.path)


def named_secret(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A key or token is made by a machine; only what is called a secret may be a person's."""
    where, value = surroundings_of(document.path), match["value"]
    if where in _UNCLEAR or _is_expression(match, document.path) or is_list(match):
        return None
    name = telling(whole_name(match))
    kind = strength(value) if name is not Telling.NO else Strength.NO
    if kind is Strength.NO and (_is_secret_phrase(match) or _is_short_key(match, name)):
        kind = Strength.PASSWORD
    if (
        kind is Strength.NO
        or repeats(whole_name(match), value)
        or _COMPARED.search(separator(match))
    ):
        return None
    told = explanation(match, document.path)
    if kind is Strength.PASSWORD and (
        told or where is not Surroundings.PLAIN or name is not Telling.STRONG
    ):
        return None
    weights: tuple[Weight, ...] = ()
    if name is Telling.STRONG:
        weights += (Weight(1, "a name that says credential"),)
    if kind is Strength.RANDOM and not is_uuid(value):
        weights += (Weight(1, "a value that looks random"),)
    if where is Surroundings.TEST and _is_plain_token(match, name, weights) and not told:
        return weights  # Possible already, as it would be elsewhere.
    return (*weights, *_doubts(told, document.path, len(weights)))


def _is_plain_token(match: "re.Match[str]", name: Telling, weights: tuple[Weight, ...]) -> bool:
    """Called a token and no more, and random: a key would be any map's."""
    return name is Telling.WEAK and len(weights) == 1 and match["word"].lower() == "token"


def _is_secret_phrase(match: "re.Match[str]") -> bool:
    """What signs or encrypts may be a phrase: quoted, and under a name that ends with `secret`."""
    if match["quote"] is None or match["rest"] or match["word"].lower() != "secret":
        return False
    value = match["value"]
    return made(value) is Made.PERSON and not value.replace("-", "").replace("_", "").isalnum()


def _is_short_key(match: "re.Match[str]", name: Telling) -> bool:
    """Too short to be called random, but digits stand between its letters, not behind a word."""
    value = match["value"]
    if name is not Telling.STRONG or match["quote"] is None or not value.isalnum():
        return False
    return made(value) is Made.PERSON and len(_TURNS.findall(value)) >= _LEAST_TURNS


def _is_expression(match: "re.Match[str]", path: str) -> bool:
    """A value without quotes where that means a variable or a call."""
    if match["quote"] is not None or is_url_parameter(match):
        return False
    return not has_plain_values(path) or is_code(match["value"])
