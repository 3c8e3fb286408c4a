"""A `[[rules]]` table becomes a Rule, which must be whole, unique and true to its examples."""

from collections.abc import Mapping, Sequence
from typing import Any

from promptguard.config.trial import try_rule
from promptguard.errors import ConfigError
from promptguard.model import Confidence, Level, Rule, Weight
from promptguard.tables import Key, Wrong, array, read_table, shaped, text, word

MOST_RULES = 1000
_MOST_PATTERN = 2000
_MOST_EXAMPLES = 100
_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"

_LABEL = shaped(_NAME, "a label (lower-case words joined by -)", "customer-data")
_KEYS = (
    Key(
        "id", shaped(_NAME, "an id (lower-case words joined by -)", "ticket-number"), required=True
    ),
    Key("title", text(200), required=True),
    Key("level", word("a level", {level.word: level for level in Level}), required=True),
    Key("labels", array(_LABEL, 20)),
    Key("confidence", word("a confidence", {step.word: step for step in Confidence})),
    Key("pattern", text(_MOST_PATTERN), required=True),
    Key("advice", text(500)),
    Key("examples", array(text(2000), _MOST_EXAMPLES, least=1), required=True),
    Key("counterexamples", array(text(2000), _MOST_EXAMPLES)),
    Key("keywords", array(text(100, least=2), 100)),
)


def read_rules(
    tables: Sequence[Mapping[str, object]], *, where: str, prefix: str = ""
) -> tuple[Rule, ...]:
    """The rules of a configuration.

    Raises ConfigError for a rule that is not whole, not unique, or not true to its examples.
    """
    rules: dict[str, Rule] = {}
    for number, table in enumerate(tables, 1):
        spot = f"{prefix}rules[{number}]."
        rule = _rule(read_table(table, _KEYS, where=where, prefix=spot))
        if rule.id in rules:
            raise ConfigError(where, spot + "id", f'"{table["id"]}" is the id of an earlier rule')
        try:
            try_rule(rule)
        except Wrong as wrong:
            raise ConfigError(where, spot + wrong.inside, wrong.message, wrong.hint) from None
        rules[rule.id] = rule
    return tuple(rules.values())


def _rule(values: Mapping[str, Any]) -> Rule:
    confidence = values.get("confidence", Confidence.LIKELY)
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
        weight=Weight(int(confidence), f"your own rule says {confidence.word.replace('_', ' ')}"),
    )
