"""`promptguard explain RULE`: what a reader of a finding may ask, and no sample that looks real."""

import re
from pathlib import Path

import pytest

from promptguard import detectors
from promptguard.cli.commands.explain import masked
from promptguard.cli.main import main
from promptguard.evidence.templates import pick, render
from promptguard.model import Rule

RULES = [rule for name in detectors.names() for rule in detectors.rules(name)]


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "private_keys.pem"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Private key (PEM, OpenSSH or PGP) [private_keys.pem]\n")
    for part in (
        "  level       restricted\n",
        "  labels      secret\n",
        "\nLooks for\n",
        "\nFinds\n  > -----BEGIN RSA PRIVATE ",
        "  | <64 random characters>\n",
        "    very likely: header of a private key +2, ",
        "\nLeaves alone\n",
        "\nRead more\n  https://",
    ):
        assert part in out


def test_a_rule_of_ones_own_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "promptguard.toml").write_text(
        "[[rules]]\nid = 'ticket'\ntitle = 'Ticket'\nlevel = 'internal'\n"
        "pattern = 'LEGAL-[0-9]{5}'\nexamples = ['LEGAL-<digit:5>']\n"
    )
    assert main(["explain", "user_rules.ticket"]) == 0
    assert "  > LEGAL-xxxxx\n    likely: your own rule says likely +3\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("private_keys.pme", 'Did you mean "private_keys.pem"?'),
        ("nothing", "promptguard rules lists them all."),
    ],
)
def test_an_unknown_rule(word: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", word]) == 2
    assert capsys.readouterr() == ("", f'promptguard: there is no rule "{word}". {hint}\n')


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_example_of_a_rule_is_shown_as_it_could_be_found(rule: Rule) -> None:
    for example in rule.examples:
        if len({render(example, seed) for seed in range(6)}) > 1:
            shown = masked(example)
            random = set(re.findall(r"[A-Za-z0-9+/]{16,}", render(example))) - set(
                re.findall(r"[A-Za-z0-9+/]{16,}", render(example, 1))
            )
            assert not [value for value in random if value in shown]


def test_what_is_random_is_blanked() -> None:
    assert masked("a = tok_<hex:40>; # <digit:4>") == ("a = tok_<40 random characters>; # xxxx")
    assert masked("TLP:RED") == "TLP:RED"
    varied = masked(lambda random: "key " + pick(random, "upper", random.randint(20, 30)))
    assert re.fullmatch(r"key <\d\d random characters>", varied)
