"""What the head of a file says of its owner and its licence, for and against."""

import re
from typing import NamedTuple

from promptguard.model import Weight

#: Sentences run over several lines of a comment; a full stop ends them.
_S = r"[^.]"


class Clue(NamedTuple):
    """One thing a notice says."""

    pattern: "re.Pattern[str]"
    weight: Weight


def _clue(pattern: str, points: int, why: str) -> Clue:
    return Clue(re.compile(pattern, re.IGNORECASE | re.ASCII), Weight(points, why))


#: Owners' notices. The first that holds with most points is the proof.
CLUES = (
    _clue(
        r"proprietary\s*(?:and|&|/|,)\s*(?:[*#/]{1,2}\s*)?confidential"
        r"|confidential\s*(?:and|&|/|,)\s*(?:[*#/]{1,2}\s*)?(?:proprietary|trade secret)",
        3,
        "proprietary and confidential",
    ),
    _clue(
        rf"unauthori[sz]ed\s+(?:[*#/]{{1,2}}\s*)?(?:copying|reproduction|use|duplication"
        rf"|distribution|disclosure|modification|access|or){_S}{{0,240}}?"
        r"(?:prohibited|forbidden|violation|unlawful|penalties|prosecuted)",
        3,
        "unauthorised copying is prohibited",
    ),
    _clue(
        rf"without\s{_S}{{0,80}}?(?:express|prior|written|explicit){_S}{{0,120}}?(?:licen[cs]e"
        rf"|consent|permission|agreement|approval|authori[sz]ation){_S}{{0,160}}?"
        r"(?:prohibited|forbidden|not (?:permitted|allowed))",
        3,
        "nothing may be done without a written licence",
    ),
    _clue(
        r"LicenseRef-[\w.-]*(?:proprietary|commercial|internal|confidential|eula|software-license)",
        3,
        "an SPDX reference to an own licence",
    ),
    _clue(
        r"SPDX-License-Identifier:\s*(?:proprietary|UNLICENSED|NONE\b|commercial)",
        3,
        "an SPDX line that names no open licence",
    ),
    _clue(
        r"(?:trade secrets? of|(?:sole|exclusive|confidential|intellectual|proprietary)\s+"
        r"(?:and\s+\w+\s+)?(?:property|information)\s+of|(?:valuable|contains?)\s[^.\n]{0,60}"
        r"trade secrets?|proprietary\s+to\s+(?-i:[A-Z]))",
        2,
        "somebody's property or trade secret",
    ),
    _clue(
        rf"(?:may|must|can|shall)\s+not\s+be\s+(?:resold|redistributed|disclosed|copied|reproduced"
        rf"|used|shared){_S}{{0,160}}?(?:without|except|unless|agreement|resold|redistributed)",
        2,
        "may not be passed on",
    ),
    _clue(
        r"\bEULAs?\b|end[- ]user\s+licen[cs]e\s+agreement|(?:licen[cs]ed|subject|governed|bound)\s"
        rf"{_S}{{0,100}}?(?:\blicen[cs]e agreement|commercial licen[cs]e|terms of service|legal"
        r"\s+agreements?)|commercial\s+licen[cs]e\s+(?:may be|is)\s+required"
        r"|licen[cs]e:\s*(?:commercial|proprietary)",
        2,
        "a commercial licence or a contract with users",
    ),
    _clue(
        r"all\s+rights\s+reserved|alle\s+rechte\s+vorbehalten|版权所有", 1, "all rights reserved"
    ),
    _clue(
        r"\b(?:licen[cs]e|terms)\b[^\n]{0,40}?https?://(?![\w.-]*(?:apache|opensource|gnu|mozilla"
        r"|github|gitlab|creativecommons|spdx|eclipse|unlicense|openssl|bitbucket|fsf|python)\b)",
        1,
        "a licence on a site of its own",
    ),
)

#: Open licences: what they are called, and sentences that stand in no other.
OPEN = (
    _clue(
        r"SPDX-License-Identifier:\s*\(?\s*(?!LicenseRef|proprietary|UNLICENSED|NONE\b|NOASSERTION"
        r"|commercial|SEE)[A-Z0-9]",
        -4,
        "an SPDX id of an open licence",
    ),
    _clue(
        r"redistribution and use in source and binary|permission is hereby granted, free of"
        r"|permission to use, copy, modify|this is free software|this program is free software"
        r"|free software; you can|terms of the (?:gnu|mit|apache|bsd)|unrestricted use"
        r"|permission to copy|freely (?:distribut|redistribut|used)",
        -4,
        "the words of an open licence",
    ),
    _clue(
        r"apache (?:software )?licen[cs]e|apache[- ]2|\bMIT\b[- /]{0,3}(?:style|licen[cs]e|x11)?"
        r"|\bBSD\b|\bA?L?GPL\b|general public licen[cs]e|\bMPL\b|mozilla public|eclipse public"
        r"|\bEPL\b|\bISC\b|boost software licen|python software foundation|zope public|\bZPL\b"
        r"|public domain|creative commons|\bCC0\b|\bCC[- ]BY|open[- ]source|\bW3C\b|unlicense"
        r"|\bCDDL\b|artistic licen|\bPSF\b|perl itself|zlib licen|\bOFL\b|open font"
        r"|microsoft public|\bWTFPL\b|unicode,? inc|oracle america",
        -4,
        "an open licence by its name",
    ),
    _clue(
        r"(?:in|see) the (?:LICEN[CS]E|COPYING|top[- ]level)|LICEN[CS]E(?:\.\w+)? file|accompanying"
        r" (?:file )?(?:LICEN|COPYING)|see (?:LICEN[CS]E|COPYING)|licen[cs]e information",
        -2,
        "refers to the licence file of its tree",
    ),
)
