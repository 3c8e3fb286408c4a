"""The same marks in eleven more languages: what companies print at the head or foot of a page."""

from promptguard.detectors.banners.rules import banner
from promptguard.evidence.mark_words import LANGUAGES, Words, core, forms
from promptguard.model import Level, Rule


def _rule(words: Words, name: str, title: str, level: Level, phrases: tuple[str, ...]) -> Rule:
    first = phrases[0]
    every = core((*words.restricted, *words.confidential, *words.internal), words.code)
    written = [form for phrase in phrases for form in forms(phrase, words.code)]
    return banner(
        f"{name}-{words.code}",
        f"Mark: {title} ({words.language})",
        level,
        core(phrases, words.code),
        tuple(dict.fromkeys(form.casefold() for form in written)),
        (f"{forms(first, words.code)[-1]}\n\n1. Plan", f"<!-- {first} -->\n", f"*** {first} ***\n"),
        (f'LABEL = "{first}"\n', f"{first} x {first} y.\n", f"msgstr {first}\n"),
        more=every,
    )


RULES = tuple(
    _rule(words, name, title, level, phrases)
    for words in LANGUAGES
    for name, title, level, phrases in (
        ("restricted", "strictly confidential", Level.RESTRICTED, words.restricted),
        ("confidential", "confidential", Level.CONFIDENTIAL, words.confidential),
        ("internal", "internal use", Level.INTERNAL, words.internal),
    )
)
