"""A rule without a measured figure is not on by default."""

import json

from benchmarks.accuracy.trees import FIGURES, shipped_rules

_MEASURED = json.loads(FIGURES.read_text(encoding="utf-8"))


def test_every_rule_that_is_on_was_measured() -> None:
    assert [rule for rule in shipped_rules() if rule not in _MEASURED["rules"]] == []


def test_no_figure_outlives_its_rule() -> None:
    assert sorted(set(_MEASURED["rules"]) - set(shipped_rules())) == []


def test_the_figures_come_from_enough_code() -> None:
    assert _MEASURED["bytes"] >= 200e6
    assert len(_MEASURED["corpus"]) >= 8
