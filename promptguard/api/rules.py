"""The door to rules that users write: test them, and bring those of gitleaks along."""

from collections.abc import Iterator

from promptguard.api.workspace import read_disk, upwards
from promptguard.config import find, gitleaks
from promptguard.config.rules import check_rules
from promptguard.config.toml import parse
from promptguard.errors import ConfigError, SourceError, UsageError
from promptguard.model import Rule

__all__ = ["check", "imported"]


def check(path: str) -> tuple[str, list[Rule | ConfigError]]:
    """A file, or for "" the configuration that holds here, and what each rule in it comes to.

    Raises UsageError where there are no rules, ConfigError where the file is no configuration.
    """
    written = _written(path)
    if written is None:
        raise UsageError(f"no {find.FILE} holds here; name the file whose rules are to be tested")
    where, table, prefix = written
    rules = table.get("rules", [])
    if not isinstance(rules, list) or not all(isinstance(one, dict) for one in rules):
        raise ConfigError(where, prefix + "rules", "expects tables", "Write [[rules]].")
    if not rules:
        raise UsageError(f"{where} has no rules")
    return where, list(check_rules(rules, where=where, prefix=prefix))


def _written(path: str) -> "tuple[str, dict[str, object], str] | None":
    if not path:
        return find.nearest(upwards("."), read_disk)
    return find.one(path, _content(path))


def imported(path: str) -> "tuple[str, Iterator[tuple[str, bool, str]], int, int]":
    """A gitleaks configuration as TOML of ours, what could not be carried over, and the counts.

    The remarks are (rule, is it left out?, sentence); the counts are rules carried and written.
    Raises ConfigError where the file is none.
    """
    found = gitleaks.convert(parse(_content(path), path), path)
    remarks = [("", False, note) for note in found.notes]
    remarks += [(rule.id, rule.table is None, note) for rule in found.rules for note in rule.notes]
    carried = sum(rule.table is not None for rule in found.rules)
    return gitleaks.as_toml(found), iter(remarks), carried, len(found.rules)


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as source:
            return source.read()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from None
