"""A `[[rules]]` table becomes a Rule, which must be whole, unique and true to its examples."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from promptguard.config.tried import is_tried, remember
from promptguard.errors import ConfigError
from promptguard.evidence.conditions import Conditions
from promptguard.model import Confidence, Level, Rule, Weight
from promptguard.tables import Key, Wrong, array, described, read_table, shaped, text, word

MOST_RULES = 1000
_MOST_PATTERN = 2000
_MOST_EXAMPLES = 100
_MOST_STOPWORDS = 5000
_MOST_BITS = 8
_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"


@described({"type": "number", "minimum": 0, "exclusiveMaximum": _MOST_BITS})
def _bits(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < _MOST_BITS:
        raise Wrong(f"expects bits a character, a number from 0 to less than {_MOST_BITS}")
    return float(value)


_LABEL = shaped(_NAME, "a label (lower-case words joined by -)", "customer-data")
KEYS = (
    Key(
        "id",
        shaped(_NAME, "an id (lower-case words joined by -)", "ticket-number"),
        required=True,
        about="The rule's name; findings show user_rules.ID.",
    ),
    Key("title", text(200), required=True, about="What was found, as a sentence."),
    Key(
        "level",
        word("a level", {level.word: level for level in Level}),
        required=True,
        about="How sensitive a match makes its file.",
    ),
    Key("labels", array(_LABEL, 20), about="What kind it is; a likely secret stops commits."),
    Key(
        "confidence",
        word("a confidence", {step.word: step for step in Confidence}),
        about="How sure a match is; likely where nothing is said.",
    ),
    Key(
        "pattern",
        text(_MOST_PATTERN),
        required=True,
        about="A Python regular expression; a group named `value` is what is found.",
    ),
    Key("advice", text(500), about="What to do, as a sentence."),
    Key(
        "examples",
        array(text(2000), _MOST_EXAMPLES, least=1),
        required=True,
        about="Texts that the rule finds; they are tried. <base62:32> is random characters.",
    ),
    Key(
        "counterexamples",
        array(text(2000), _MOST_EXAMPLES),
        about="Texts that the rule does not find; they are tried too.",
    ),
    Key(
        "keywords",
        array(text(100, least=2), 100),
        about="Words of which every match has one.",
    ),
    Key("entropy", _bits, about="Bits a character that what is found must exceed."),
    Key("path", text(_MOST_PATTERN), about="A regular expression that the path must match."),
    Key(
        "allow",
        array(text(_MOST_PATTERN), _MOST_EXAMPLES),
        about="Regular expressions; what one of them matches does not count.",
    ),
    Key(
        "stopwords",
        array(text(200), _MOST_STOPWORDS),
        about="What holds one of these words, in any case, does not count.",
    ),
)
_CONDITIONS = ("entropy", "path", "allow", "stopwords")


def read_rules(
    tables: Sequence[Mapping[str, object]], *, where: str, prefix: str = ""
) -> tuple[Rule, ...]:
    """The rules of a configuration.

    Raises ConfigError for a rule that is not whole, not unique, or not true to its examples.
    """
    rules: dict[str, Rule] = {}
    for number, table in enumerate(tables, 1):
        rule = _read(table, where, f"{prefix}rules[{number}].", rules)
        rules[rule.id] = rule
    found = tuple(rules.values())
    if not found or is_tried(found):
        return found
    for number, rule in enumerate(found, 1):
        _try(rule, where, f"{prefix}rules[{number}].")
    remember(found)
    return found


def check_rules(
    tables: Sequence[Mapping[str, object]], *, where: str, prefix: str = ""
) -> Iterator[Rule | ConfigError]:
    """Each rule that holds, and for each that does not, what is wrong with it first."""
    known: dict[str, Rule] = {}
    for number, table in enumerate(tables, 1):
        spot = f"{prefix}rules[{number}]."
        try:
            rule = _read(table, where, spot, known)
            _try(rule, where, spot)
        except ConfigError as error:
            yield error
            continue
        known[rule.id] = rule
        yield rule


def _read(table: Mapping[str, object], where: str, spot: str, known: Mapping[str, Rule]) -> Rule:
    rule = _rule(read_table(table, KEYS, where=where, prefix=spot))
    if rule.id in known:
        raise ConfigError(where, spot + "id", f'"{table["id"]}" is the id of an earlier rule')
    return rule


def _try(rule: Rule, where: str, spot: str) -> None:
    from promptguard.config.trial import try_rule  # Only what is new is tried: 30 ms.

    try:
        try_rule(rule)
    except Wrong as wrong:
        raise ConfigError(where, spot + wrong.inside, wrong.message, wrong.hint) from None


def _rule(values: Mapping[str, Any]) -> Rule:
    confidence = values.get("confidence", Confidence.LIKELY)
    asked = {key: values[key] for key in _CONDITIONS if key in values}
    if "stopwords" in asked:
        asked["stopwords"] = tuple(word.lower() for word in asked["stopwords"])
    return Rule(
        id=f"user_rules.{values['id']}",
        title=values["title"],
        level=values["level"],
        labels=values.get("labels", ()),
        pattern=values["pattern"],
        advice=values.get("advice", "Ask whoever wrote this rule what may be sent."),
        examples=values["examples"],
        counterexamples=values.get("counterexamples", ()),
        keywords=tuple(keyword.lower() for keyword in values.get("keywords", ())),
        # A tuple that can be called: settings with it compare, and travel to workers.
        validate=Conditions(**asked) if asked else None,  # type: ignore[arg-type]
        weight=Weight(int(confidence), f"your own rule says {confidence.word.replace('_', ' ')}"),
    )
