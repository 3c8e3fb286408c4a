"""The policy as one page: levels by destinations for each role, the rows, the facts.

Nothing to install and nothing to fetch. Without scripts every role's table is shown and every cell
is a link to the row that decides it. Whatever a policy says is text there, never markup.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from importlib.resources import files

from promptguard import __version__
from promptguard.model import Action, Clause, Decision, Destination, Fact, Level, Policy
from promptguard.policy.drawbacks import UNKNOWN
from promptguard.policy.facts import FACTS
from promptguard.policy.matrix import Matrix
from promptguard.policy.show import Line, conditions
from promptguard.reports import _shown as shown
from promptguard.reports.policy.marks import KINDS, MARKS, MEANINGS, who

_EVERYBODY = "What each role may send"
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def render(policy: Policy, matrices: Sequence[Matrix], *, today: str = "") -> str:
    """The whole page; `today` is the day it speaks of, as ISO 8601 has it."""
    page = files("promptguard.reports.policy") / "page"
    style = (page / "page.css").read_text(encoding="utf-8")
    script = (page / "page.js").read_text(encoding="utf-8")
    destinations = {line.destination.id: line for line in matrices[0].lines}
    parts = {
        "policy": _security(style, script),
        "style": style,
        "script": script,
        "title": _text(who(matrices[0]) if len(matrices) == 1 else _EVERYBODY),
        "source": _text(" and ".join(layer.source for layer in policy.layers)),
        "day": f'<time datetime="{today}">{_day(today)}</time>' if today else "",
        "figures": _figures(matrices[0]),
        "pickers": _picker(matrices) if len(matrices) > 1 else "",
        "legend": "".join(_legend(action) for action in Action),
        "tables": "\n".join(_table(each, policy) for each in matrices),
        "rows": "\n".join(_rows(policy)),
        "facts": "\n".join(_facts(line) for line in destinations.values()),
        "version": _text(__version__),
    }
    template = (page / "page.html").read_text(encoding="utf-8")
    return _PLACE.sub(lambda found: parts[found[1]], template)


def _text(text: str) -> str:
    return escape(shown.printable(text))


def _security(style: str, script: str) -> str:
    """Nothing may be fetched, and nothing runs but this page's own script and style."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _day(today: str) -> str:
    day = date.fromisoformat(today)
    return f"{day.day} {day:%B %Y}"


def _figures(matrix: Matrix) -> str:
    """How many destinations may have text of a level without a word said."""
    free = [
        (level, sum(line.decisions[level].action is Action.ALLOW for line in matrix.lines))
        for level in Level
    ]
    return "".join(
        f'<div><dt>may have {level.word}</dt><dd data-level="{level.word}">{count}</dd></div>'
        for level, count in free
    )


def _picker(matrices: Sequence[Matrix]) -> str:
    options = "".join(
        f'<option value="{number}">{_text(who(each))}</option>'
        for number, each in enumerate(matrices)
    )
    return f'<label for="who">Sent by</label><select id="who" autocomplete="off">{options}</select>'


def _legend(action: Action) -> str:
    return (
        f'<li><span class="swatch a{action.value}" aria-hidden="true">{MARKS[action]}</span>'
        f'<b>{action.word}</b> <span class="does">{MEANINGS[action]}</span></li>'
    )


def _table(matrix: Matrix, policy: Policy) -> str:
    heads = "".join(f'<th scope="col">{level.word}</th>' for level in Level)
    return (
        f'<div class="wide" data-who="{matrix.number}"><table><caption>{_text(who(matrix))}'
        f'</caption><thead><tr><th scope="col">Destination</th>{heads}'
        '<th scope="col" class="standing">Facts</th></tr></thead><tbody>'
        + "".join(_body(matrix, policy))
        + "</tbody></table></div>"
    )


def _body(matrix: Matrix, policy: Policy) -> Iterator[str]:
    """The lines, those of a kind together."""
    for kind, title in KINDS.items():
        lines = [line for line in matrix.lines if line.destination.kind is kind]
        if lines:
            yield f'<tr class="group"><th scope="rowgroup" colspan="6">{title}</th></tr>'
        for line in lines:
            cells = "".join(
                f"<td>{_cell(level, decision, line.destination, policy)}</td>"
                for level, decision in zip(Level, line.decisions, strict=True)
            )
            yield (
                f'<tr><th scope="row"><a href="#{_anchor("to", line.destination.id)}"><bdi>'
                f"{_text(line.destination.title)}</bdi></a>"
                f"<small><bdi>{_text(line.destination.plan or line.destination.id)}</bdi></small>"
                f'</th>{cells}<td class="standing">{line.standing}</td></tr>'
            )


def _cell(level: Level, decision: Decision, to: Destination, policy: Policy) -> str:
    """A link to the row that decides; what the card says of it stands in its data."""
    row, action = decision.clause, decision.action
    said = {
        "action": action.word,
        "slot": str(action.value),
        "mark": MARKS[action],
        "level": level.word,
        "to": to.title,
        "why": row.why,
        "row": f"{row.id}, {decision.source}" if decision.source else row.id,
        "because": "; ".join(decision.because),
        "advice": row.advice if action is not Action.ALLOW else "",
    }
    data = "".join(f' data-{key}="{_text(value)}"' for key, value in said.items() if value)
    label = _text(f"{level.word} to {to.title}: {action.word}, because {row.why}")
    number = _layer_number(decision, policy)
    return (
        f'<a class="cell a{action.value}" href="#{_anchor(f"row{number}", row.id)}" '
        f'aria-label="{label}"{data}>'
        f'<span class="mark" aria-hidden="true">{MARKS[action]}</span>{action.word}</a>'
    )


def _layer_number(decision: Decision, policy: Policy) -> int:
    sources = [layer.source for layer in policy.layers]
    return sources.index(decision.source) if decision.source in sources else 0


def _anchor(kind: str, name: str) -> str:
    return f"{kind}-" + re.sub(r"[^a-z0-9-]", lambda found: f"_{ord(found[0]):x}", name)


def _rows(policy: Policy) -> Iterator[str]:
    for number, layer in enumerate(policy.layers):
        yield f"<h3><bdi>{_text(layer.source)}</bdi></h3>"
        for row in (*layer.clauses, layer.default):
            yield _row(row, _anchor(f"row{number}", row.id))


def _row(row: Clause, anchor: str) -> str:
    more = [part for part in (row.advice, row.contact and f"Ask {row.contact}.") if part]
    told = f'<p class="more">{_text(" ".join(more))}</p>' if more else ""
    return (
        f'<article class="row" id="{anchor}"><span class="swatch a{row.action.value}" '
        f'aria-hidden="true">{MARKS[row.action]}</span><p><code>{_text(row.id)}</code>: '
        f"<b>{row.action.word}</b> {_text(conditions(row))}</p>"
        f'<p class="more">because {_text(row.why)}</p>{told}</article>'
    )


def _facts(line: Line) -> str:
    to = line.destination
    against = "".join(f"<dt></dt><dd>{_text(each.text)}</dd>" for each in line.against)
    facts = "".join(_fact(name, getattr(to, name)) for name in FACTS)
    return (
        f'<details id="{_anchor("to", to.id)}"><summary><bdi>{_text(to.title)}</bdi> '
        f'<span class="standing"><code>{_text(to.id)}</code> {line.standing}</span></summary>'
        f'<dl class="facts">{facts}{against}</dl></details>'
    )


def _fact(name: str, fact: Fact) -> str:
    parts = (fact.evidence, fact.source, fact.seen and f"seen {fact.seen}", fact.doubt, fact.note)
    said = "; ".join(part for part in parts if part)
    value = _value(fact)
    return (
        f"<dt>{_text(name.replace('_', ' '))}</dt>"
        f"<dd><bdi>{_text(value)}</bdi>{f' <small>{_text(said)}</small>' if said else ''}</dd>"
    )


def _value(fact: Fact) -> str:
    if fact.value is None:
        return UNKNOWN
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    return ", ".join(fact.value) if isinstance(fact.value, tuple) else str(fact.value)
