"""What a team expects of its policy: cases in TOML, each a situation and the action it must get."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from promptguard import tables
from promptguard.errors import ConfigError, did_you_mean
from promptguard.model import (
    Action,
    Confidence,
    Decision,
    Destination,
    Labelled,
    Level,
    Policy,
    Situation,
)
from promptguard.policy.decide import decide
from promptguard.policy.lattice import UNDESCRIBED
from promptguard.policy.rows import KIND_WORDS
from promptguard.tables import Key, array, described, shaped, text, word

MOST = 10_000
_COUNTRY = shaped("[A-Z]{2}", "the code of a country", "CN")
_DAY = shaped("[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day", "2026-11-24")


@described({"const": 1})
def _version(value: object) -> int:
    if value != 1 or isinstance(value, bool):
        raise tables.Wrong("must be 1, the only version there is")
    return 1


CASE = (
    Key("name", text(200), required=True, about="What is expected, as a sentence."),
    Key(
        "level",
        word("a level", {level.word: level for level in Level}),
        required=True,
        about="How sensitive the text is.",
    ),
    Key("to", text(100), required=True, about="A destination, or `undescribed`."),
    Key("labels", array(text(100), 100), about="What kind of text it is."),
    Key(
        "confidence",
        word("a confidence", {step.word: step for step in Confidence}),
        about="How sure the labels are; very_likely where nothing is said.",
    ),
    Key("roles", array(text(100), 100), about="Who sends it; nothing is an unknown role."),
    Key("origin", _COUNTRY, about="The country it comes from."),
    Key("kinds", array(word("a kind of text", KIND_WORDS), 20), about="prompt, commit ..."),
    Key("paths", array(text(1000), 100), about="Where the text lies."),
    Key("date", _DAY, about="The day; without one no exception holds."),
    Key(
        "expect",
        word("an action", {action.word: action for action in Action}),
        required=True,
        about="What the policy must decide.",
    ),
    Key("row", text(100), about="The row that must decide it."),
)
FILE = (
    Key("version", _version, required=True, about="The only version there is."),
    Key("case", tables.tables(MOST, CASE), required=True, about="A case, once for each."),
)


class Case(NamedTuple):
    """One expectation: `row` is empty where any row may decide."""

    name: str
    situation: Situation
    expect: Action
    row: str


class Outcome(NamedTuple):
    """What became of a case."""

    case: Case
    decision: Decision

    @property
    def holds(self) -> bool:
        """Is it as expected?"""
        right = self.decision.action is self.case.expect
        return right and self.case.row in ("", self.decision.clause.id)


def read_cases(where: str, raw: Mapping[str, object], policy: Policy) -> tuple[Case, ...]:
    """The cases of a file.

    Raises ConfigError for the first mistake, and for a file without any case.
    """
    values = tables.read_table(raw, FILE, where=where)
    known = {to.id: to for to in (*policy.destinations, UNDESCRIBED)}
    found = tuple(
        _case(where, f"case[{number}].", table, known)
        for number, table in enumerate(values["case"], 1)
    )
    if not found:
        raise ConfigError(where, "case", "holds no case, so nothing is tested")
    return found


def _case(
    where: str, prefix: str, table: Mapping[str, object], known: Mapping[str, Destination]
) -> Case:
    values: dict[str, Any] = tables.read_table(table, CASE, where=where, prefix=prefix)
    if values["to"] not in known:
        hint = did_you_mean(values["to"], tuple(known))
        shown = tables.shown(values["to"])
        raise ConfigError(where, f"{prefix}to", f'"{shown}" is not a destination', hint)
    sure = values.get("confidence", Confidence.VERY_LIKELY)
    situation = Situation(
        values["level"],
        known[values["to"]],
        tuple(Labelled(label, sure) for label in values.get("labels", ())),
        values.get("roles", ()),
        values.get("origin", ""),
        values.get("kinds", ()),
        values.get("paths", ()),
        values.get("date", ""),
    )
    return Case(values["name"], situation, values["expect"], values.get("row", ""))


def outcomes(policy: Policy, cases: tuple[Case, ...]) -> tuple[Outcome, ...]:
    """What the policy decides of each case."""
    return tuple(Outcome(case, decide(policy, case.situation)) for case in cases)
