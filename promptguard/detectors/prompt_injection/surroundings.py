"""Where a phrase stands: out of a reader's sight, or where people collect such phrases."""

import re

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.evidence.surroundings import Surroundings, surroundings_of
from promptguard.model import Weight

_REACH = 600
_COMMENT_REACH = 2000
_STYLE = patterns.compile(
    r"<[a-z][^<>]{0,300}(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0"
    r"|opacity\s*:\s*0"
    r"|color\s*:\s*(?:white|#fff(?:fff)?\b|transparent)|(?:left|top|text-indent)\s*:\s*-\d{3,}"
    r"|\bhidden\b)[^<>]{0,300}>[^<]{0,500}$",
    re.IGNORECASE,
)
_ATTRIBUTE = patterns.compile(
    r"<[a-z][^<>]{0,300}\b(?:alt|title|aria-label|content|placeholder|summary|value"
    r"|data-[\w-]{1,40})\s*=\s*"
    r"(?:\"[^\"<>]{0,500}|'[^'<>]{0,500})$",
    re.IGNORECASE,
)
_MARKDOWN = patterns.compile(
    r"^\s*\[(?://|comment|_)[^\]\n]{0,20}\]:|\]\([^)\n]{1,200}\s\"[^\"\n]{0,300}$"
)
_TOPIC = patterns.compile(
    r"prompt[ _-]?injection|jailbreak|red[ _-]?team|adversarial|guardrail|owasp"
    r"|(?:malicious|injected|harmful) (?:prompt|instruction)",
    re.IGNORECASE,
)
_TOOLKIT = patterns.compile(
    r"[\"']role[\"']\s*:|\brole\s*[=:]\s*[\"']?(?:system|user|assistant)|chat_template"
    r"|prompt_?template"
    r"|system_?prompt|special_tokens|tokenizer|\bopenai\b|\banthropic\b|\blangchain|\bllm\w*[.(_]|\bmessages\s*=",
    re.IGNORECASE,
)
_FOR_MODELS = patterns.compile(
    r"(?:^|/)(?:AGENTS?|CLAUDE|GEMINI|SKILL|copilot-instructions)\.md$|(?:^"
    r"|/)\.(?:cursorrules|windsurfrules"
    r"|clinerules)|/\.(?:cursor|claude|codex|gemini)/|(?:^|/)prompts?/|\.(?:prompt|mdc)(?:\.\w+)?$"
    r"|(?:^|[/_.-])prompts?\.\w+$|\.instructions\.md$"
)
#: A quotation in a sentence, a string in code; a value behind a colon is what a tool answers.
_QUOTATION = patterns.compile(r"(?<!:)(?<!: )[\"'`\u201c\u2018\u00ab\u300c]$")
#: A string alone on its line; behind a key it is a field, and fields are what tools answer.
_LISTED = patterns.compile(
    r"(?!\s*[\"'][^\"']{0,80}[\"']\s*:)\s*(?:-\s+)?[\[(]?\s*[rfbu]?[\"'`].{0,600}[\"'`][\])]*,?\s*$"
)


def hidden_place(match: "re.Match[str]") -> tuple[Weight, ...]:
    """A term for text in a comment, attribute or style that a page does not show."""
    text, start = match.string, match.start()
    before = text[max(0, start - _COMMENT_REACH) : start]
    if before.rfind("<!--") > before.rfind("-->"):
        return (Weight(1, "in a comment that a page does not show"),)
    near = before[-_REACH:]
    line = near[near.rfind("\n") + 1 :]
    if _STYLE.search(near):
        return (Weight(1, "in an element that a page does not show"),)
    if _ATTRIBUTE.search(near) or _MARKDOWN.search(line):
        return (Weight(1, "in an attribute or a reference that a page does not show"),)
    return ()


def collected(match: "re.Match[str]", document: Document) -> tuple[Weight, ...]:
    """Terms against it: tests, lists of cases, texts about injection, quotations."""
    weights = []
    if surroundings_of(document.path) is Surroundings.TEST:
        weights.append(Weight(-1, "in a test"))
    if _in_list(match):
        weights.append(Weight(-2, "one of a list of strings"))
    elif _QUOTATION.search(match.string[max(0, match.start() - 40) : match.start()]):
        weights.append(Weight(-1, "quoted"))
    around = match.string[max(0, match.start() - 1500) : match.start()]
    behind = match.string[match.end() : match.end() + 1500]
    if _TOPIC.search(around) or _TOPIC.search(behind):
        weights.append(Weight(-1, "in a text about such attacks"))
    return tuple(weights)


def for_models(match: "re.Match[str]", document: Document) -> tuple[Weight, ...]:
    """A term for prompts where they belong: a program that talks to models, a file for them."""
    if _FOR_MODELS.search(document.path):
        return (Weight(-2, "in a file whose purpose is to instruct a model"),)
    around = match.string[max(0, match.start() - 3000) : match.end() + 3000]
    if _TOOLKIT.search(around):
        return (Weight(-2, "in a program that talks to models"),)
    return ()


def _in_list(match: "re.Match[str]") -> bool:
    text = match.string
    start = text.rfind("\n", max(0, match.start() - _REACH), match.start()) + 1
    end = text.find("\n", match.end(), match.end() + _REACH)
    if end < 0 or not _LISTED.match(text[start:end]):
        return False
    before = text[max(0, start - _REACH) : max(0, start - 1)].rpartition("\n")[2]
    behind = text[end + 1 : end + _REACH].partition("\n")[0]
    return any(_LISTED.match(line) for line in (before, behind) if line)
