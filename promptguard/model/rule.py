"""What a detector owns (rules) and what the engine looks for on its behalf (signals)."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, Union

from promptguard.model.finding import Weight
from promptguard.model.ladders import Confidence, Level

if TYPE_CHECKING:
    from random import Random


class Sample(NamedTuple):
    """An example that holds only in a file of this name."""

    path: str
    text: Union[str, Callable[["Random"], str]]  # noqa: UP007 - Random is only a name here


#: A template (see evidence/templates.py), or a function that builds the example from a seed.
Example = Union[str, Callable[["Random"], str], Sample]  # noqa: UP007
#: Asked with a match and its documents.Document, which stands a floor above the nouns.
Validator = Callable[["re.Match[str]", Any], "tuple[Weight, ...] | None"]


class Signal(NamedTuple):
    """What the engine looks for: a byte expression that every true match of `name` contains.

    The portable engine tries `pattern` (Python `re`) where one of `keywords` (lower case) is in
    the text; without a pattern a keyword is enough, without both every document is a candidate.
    """

    name: str
    expression: str
    pattern: str = ""
    keywords: tuple[str, ...] = ()
    #: Is the first place in a document enough? Then a document holds one candidate at most.
    once: bool = False
    #: Is it looked for only outside program code, where it means nothing or costs too much?
    outside_code: bool = False
    #: The same, but settings and build files are asked: for kinds of files that no program is.
    outside_programs: bool = False
    #: Is it looked for only in files whose name tells their kind?
    told_by_name: bool = False
    #: Is it not looked for in pure ASCII text?
    beyond_ascii: bool = False


class Candidate(NamedTuple):
    """A signal that was seen; `end` is the byte offset behind it in the document's UTF-8."""

    signal: str
    end: int


class Rule(NamedTuple):
    """One pattern with everything a reader of a finding may ask.

    `pattern` is Python `re` syntax. If it has a group named `value`, that group is what is found.
    `validate` answers None to refuse a match, or the weights it adds to `weight`.
    `examples` and `counterexamples` are rendered from a seed, so that no literal secret stands in
    the repository.
    """

    id: str
    title: str
    level: Level
    labels: tuple[str, ...]
    pattern: str
    advice: str
    examples: tuple[Example, ...]
    counterexamples: tuple[Example, ...] = ()
    #: Words of which one is in every match, lower case; the portable engine asks for them first.
    keywords: tuple[str, ...] = ()
    #: Points for the pattern alone: 1 a shape, 2 a shape with context, 3 a distinct prefix.
    weight: Weight = Weight(1, "shape")
    #: The highest step this rule can reach; below a run's threshold it is not even looked for.
    ceiling: Confidence = Confidence.VERY_LIKELY
    validate: Validator | None = None
    #: A cheaper expression for the engine, true at the first line of every match.
    signal: str = ""
    #: How many lines a match may span.
    lines: int = 1
    references: tuple[str, ...] = ()
    #: Does it say what the whole file is, rather than what stands at its place?
    whole: bool = False
    #: Can it say nothing of a file that is named as a program? Then such files are not asked.
    outside_programs: bool = False
    #: Is it said only of files whose name tells their kind (documents/code_names.py)?
    told_by_name: bool = False
