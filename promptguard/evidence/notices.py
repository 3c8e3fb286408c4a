"""What the head of a file says of its owner and its licence, for and against."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.relax import RULE_FLAGS
from promptguard.model import Weight

#: A notice stands at the head of its file; so many bytes of it are read.
HEAD = 2048
#: What a comment puts at the beginning of a line in the middle of a sentence.
_LINE = r"(?:[*#/;-]{1,2}\s*)?"


class Clue(NamedTuple):
    """One thing a notice says, in lower case: looked for where one of `words` is in the head."""

    words: tuple[str, ...]
    pattern: str
    weight: Weight


#: What speaks of an owner. Sentences run over several lines of a comment; a full stop ends them.
OWNED = (
    Clue(
        ("confidential",),
        rf"proprietary\s*(?:and|&|/|,)\s*{_LINE}confidential"
        rf"|confidential\s*(?:and|&|/|,)\s*{_LINE}(?:proprietary|trade secret)",
        Weight(3, "proprietary and confidential"),
    ),
    Clue(
        ("unauthorized", "unauthorised"),
        rf"unauthori[sz]ed\s+{_LINE}(?:or\s+\w+\s+)?(?:copying|reproduction|use|duplication"
        r"|distribution|disclosure|modification)\b[^.]{0,240}?(?:prohibited|forbidden|violation"
        r"|unlawful|penalties|prosecuted)",
        Weight(3, "unauthorised copying is prohibited"),
    ),
    Clue(
        ("prohibited", "forbidden", "not permitted", "not allowed"),
        r"\bwithout\s[^.]{0,80}?(?:express|prior|written|explicit)[^.]{0,120}?(?:licen[cs]e"
        r"|consent|permission|agreement|approval|authori[sz]ation)[^.]{0,160}?(?:prohibited"
        r"|forbidden|not (?:permitted|allowed))"
        r"|(?:strictly|expressly)\s+(?:prohibited|forbidden)[^.]{0,80}?\bwithout\b",
        Weight(3, "nothing may be done without a written licence"),
    ),
    Clue(
        ("licenseref-",),
        r"licenseref-[\w.-]*(?:proprietary|commercial|internal|confidential|eula|software-license)",
        Weight(3, "an SPDX reference to an own licence"),
    ),
    Clue(
        ("spdx-license-identifier",),
        r"spdx-license-identifier:\s*(?:proprietary|unlicensed|none\b|commercial)",
        Weight(3, "an SPDX line that names no open licence"),
    ),
    Clue(
        ("trade secret", "property of", "information of", "proprietary to"),
        r"trade secrets? of|(?:sole|exclusive|confidential|intellectual|proprietary)\s+(?:and\s+"
        r"\w+\s+)?(?:property|information)\s+of|(?:valuable|contains?)\s[^.\n]{0,60}trade secrets?"
        r"|proprietary\s+to\s+\w",
        Weight(2, "somebody's property or trade secret"),
    ),
    Clue(
        (" not be",),
        r"(?:may|must|can|shall)\s+not\s+be\s+(?:resold|redistributed|disclosed|copied|reproduced"
        r"|used|shared)\b[^.]{0,160}?(?:without|except|unless|agreement|resold|redistributed)",
        Weight(2, "may not be passed on"),
    ),
    Clue(
        ("agreement", "commercial", "terms of service", "require", "proprietary"),
        r"end[- ]user\s+licen[cs]e\s+agreement|(?:licen[cs]ed|subject|governed|bound)\s[^.]{0,100}?"
        r"(?:\blicen[cs]e agreement|commercial licen[cs]e|terms of service|legal\s+agreements?)"
        r"|commercial\s+licen[cs]e\s+(?:may be|is)\s+required|requires?\s+an?\s+(?:valid\s+"
        r"|commercial\s+|paid\s+)?licen[cs]e\b|licen[cs]e:\s*(?:commercial"
        r"|proprietary)",
        Weight(2, "a commercial licence or a contract with users"),
    ),
    Clue(("eula",), r"\beulas?\b", Weight(1, "a contract with end users")),
    Clue(
        ("all rights reserved", "vorbehalten", "版权所有"),
        r"all rights reserved|alle rechte vorbehalten|版权所有",
        Weight(1, "all rights reserved"),
    ),
    Clue(
        ("http",),
        r"\b(?:licen[cs]e|terms)\b[^\n]{0,40}?https?://(?!\S*(?:apache|opensource|gnu|mozilla"
        r"|github|gitlab|creativecommons|spdx|eclipse|unlicense|openssl|bitbucket|fsf|python)\b)",
        Weight(1, "a licence on a site of its own"),
    ),
    Clue(
        ("http",),
        r"\b(?:licen[cs]e|terms)\b[^\n]{0,40}?https?://\S{1,120}?(?:terms|eula|pricing|commercial)",
        Weight(1, "whose address speaks of terms"),
    ),
    Clue(
        ("prosecuted", "terms of our", "terms of your"),
        r"(?:infringement|violation)s?\b[^.]{0,80}prosecuted|subject\s+to\s+the\s+terms\s+of\s+"
        r"(?:our|your)\b",
        Weight(2, "somebody's own terms, and what follows from breaking them"),
    ),
)

#: What speaks for an open licence: SPDX ids, names, and sentences that stand in no other.
OPEN = (
    Clue(
        ("spdx-license-identifier",),
        r"spdx-license-identifier:\s*\(?\s*(?!licenseref|proprietary|unlicensed|none\b|noassertion"
        r"|commercial|see)[a-z0-9]",
        Weight(-4, "an SPDX id of an open licence"),
    ),
    Clue(
        ("permi", "free", "redistribution", "terms of"),
        r"redistribution and use in source and binary|permission is hereby granted, free of"
        r"|permission to use, copy, modify|this is free software|this program is free software"
        r"|free software; you can|terms of the (?:gnu|mit|apache|bsd)|unrestricted use"
        r"|permission to copy|freely (?:distribut|redistribut|used)",
        Weight(-4, "the words of an open licence"),
    ),
    Clue(
        ("apache", "mit", "bsd", "gpl", "public", "mpl", "epl", "isc", "boost", "foundation", "zpl",
         "creative", "cc0", "cc-by", "cc by", "open", "w3c", "unlicense", "cddl", "artistic",
         "perl", "zlib", "ofl", "unicode"),
        r"apache (?:software )?licen[cs]e|apache[- ]2|\bmit\b[- /]{0,3}(?:style|licen[cs]e|x11)"
        r"|licen[cs]e[ds:]*\s+(?:under )?(?:the )?mit\b|\bbsd\b|\ba?l?gpl|general public licen[cs]e"
        r"|\bmpl\b|mozilla public|eclipse public|\bepl\b|\bisc\b|boost software licen"
        r"|python software foundation|zope public|\bzpl\b|public domain|creative commons|\bcc0\b"
        r"|\bcc[- ]by|open[- ]source|\bw3c\b|unlicense\b|\bcddl\b|artistic licen|perl itself"
        r"|zlib licen|\bofl\b|open font|microsoft public|unicode,? inc",
        Weight(-4, "an open licence by its name"),
    ),
    Clue(
        ("license", "licence", "copying"),
        r"(?:in|see) the (?:licen[cs]e|copying|top[- ]level)|licen[cs]e(?:\.\w+)? file"
        r"|accompanying (?:file )?(?:licen|copying)|see (?:licen[cs]e|copying)"
        r"|licen[cs]e information",
        Weight(-2, "refers to the licence file of its tree"),
    ),
)  # fmt: skip


def head_of(document: Document) -> str:
    """The head of a file, its ASCII letters in lower case: offsets are those of the text."""
    return document.data[:HEAD].lower().decode("utf-8", "ignore")


def is_claimed(head: str) -> bool:
    """Does anybody claim a copyright there?"""
    return any(sign in head for sign in ("copyright", "(c)", "©", "版权"))


def told(clues: Sequence[Clue], head: str) -> "Iterator[tuple[Clue, re.Match[str]]]":
    """The clues that stand in a head, with their places."""
    for clue in clues:
        if any(word in head for word in clue.words):
            found = patterns.compile(clue.pattern, RULE_FLAGS).search(head)
            if found is not None:
                yield clue, found
