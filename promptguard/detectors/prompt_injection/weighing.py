"""How phrases add up: their kind, what stands nearby, where they stand, what they ask for."""

import re

from promptguard import patterns
from promptguard.detectors.prompt_injection import phrases
from promptguard.detectors.prompt_injection.surroundings import collected, for_models, hidden_place
from promptguard.documents.document import Document
from promptguard.engine.relax import RULE_FLAGS
from promptguard.model import Weight
from promptguard.model.rule import Validator

_NEARBY = 500
_CROWD, _MANY = 1500, 5
_CUES = {
    "override": "gives orders to forget orders",
    "addressed": "speaks to a model",
    "role": "gives the model a new role",
    "exfiltration": "asks for data to be sent away",
    "concealment": "asks to keep it from the user",
    "leak": "asks for the model's own instructions",
    "chat-template": "imitates a turn of the conversation",
    "command": "asks for a command to be run",
}
_PATTERNS = {
    "override": "|".join((phrases.OVERRIDE, *phrases.OVERRIDES)),
    "addressed": phrases.ADDRESSED,
    "role": phrases.ROLE,
    "exfiltration": phrases.EXFILTRATION.replace("?P<own>", "?:"),
    "concealment": phrases.CONCEALMENT,
    "leak": phrases.LEAK,
    "chat-template": phrases.TEMPLATE,
    "command": phrases.COMMAND,
}
_COMPILED = {name: patterns.compile(pattern, RULE_FLAGS) for name, pattern in _PATTERNS.items()}
_DISGUISE = patterns.compile(phrases.DISGUISE)
_INSERTS = patterns.compile(phrases.INSERTS)
#: Before an order's verb: the beginning of a sentence or of a line, or a word that leads to it.
_ORDER_START = patterns.compile(
    r"(?:^|[.!?:;>\"'(|#*/-]|\b(?:please|always|you must|you should|kindly|consider|just|simply|now"
    r"|(?:sure|remember|forget|need|try|have|required|asked) to))\s{0,3}$",
    re.IGNORECASE | re.MULTILINE,
)
_CODE_REACH = 700
_REACHES_OUT = patterns.compile(
    r"\brequests\.|\burllib|\bsubprocess|\bos\.(?:system|fork|popen|remove|environ)|\bsocket"
    r"|rmtree|\beval\("
    r"|\bexec\(|\bsmtplib|\bctypes|\bpynput|\bpsutil|\bpickle|/dev/tcp|\bscapy|\bshutil"
    r"|child_process"
    r"|\bfetch\(|XMLHttpRequest|document\.cookie|\bcurl\b|\bwinreg|\bcryptography\b|\bplatform\."
)


def _others(match: "re.Match[str]", own: str) -> tuple[Weight, ...]:
    """Terms for phrases of other kinds nearby, two at most."""
    text = match.string
    around = text[max(0, match.start() - _NEARBY) : match.end() + _NEARBY]
    found = [
        Weight(1, f"nearby it {why}")
        for name, why in _CUES.items()
        if name != own and _COMPILED[name].search(around)
    ]
    return tuple(found[:2])


def _is_crowd(match: "re.Match[str]") -> bool:
    """An attack says it once or twice; rules, data sets and manuals have it over and over."""
    around = match.string[max(0, match.start() - _CROWD) : match.end() + _CROWD]
    found = (_COMPILED[name].finditer(around) for name in ("override", "leak"))
    return sum(1 for each in found for _ in each) >= _MANY


def weighed(own: str, match: "re.Match[str]", document: Document) -> tuple[Weight, ...]:
    """The terms that every kind of phrase shares."""
    if _is_crowd(match):
        return (Weight(-1, "one of a collection of such phrases"), *collected(match, document))
    return (
        *_others(match, own),
        *hidden_place(match),
        *collected(match, document),
        *for_models(match, document),
    )


def validator(own: str) -> Validator:
    def validate(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
        return weighed(own, match, document)

    return validate


def exfiltration(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    own = match["own"] is not None or match[0].startswith("!")
    weights = (Weight(1, "what only an assistant holds"),) if own else ()
    return (*weights, *weighed("exfiltration", match, document))


def answer(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """An order about an answer: weighed by what it would make of it."""
    start, text = match.start(), match.string
    if not _ORDER_START.search(text[max(0, start - 24) : start]):
        return None
    said = text[start : match.end() + 120].split("\n")[0]
    weights: tuple[Weight, ...] = ()
    if _DISGUISE.search(said):
        weights = (Weight(1, "wants the answer in disguise"),)
    elif match["bare"]:
        return None
    elif _INSERTS.match(match["verb"] or match["place"] or ""):
        weights = (Weight(1, "wants something of its own in the answer"),)
    return (*weights, *weighed("answer-control", match, document))


def planted_code(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Code to be taken over: tutorials have it too, so it is asked what the code does."""
    if not _REACHES_OUT.search(match.string[match.end() : match.end() + _CODE_REACH]):
        return None
    reaches = Weight(1, "code that reaches files, processes or the network")
    return (reaches, *weighed("planted-code", match, document))
