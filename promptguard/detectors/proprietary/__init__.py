"""Source code that belongs to somebody: notices at its head, manifests, marks in comments."""

import re
from collections.abc import Iterator, Sequence

from promptguard import patterns
from promptguard.detectors.proprietary import marks
from promptguard.detectors.proprietary.manifests import MANIFESTS
from promptguard.documents.document import Document
from promptguard.evidence.marks import margin_detector
from promptguard.evidence.materials import line_span, material_rules, materials_detector
from promptguard.evidence.notices import HEAD, OPEN, OWNED, head_of, is_claimed, told
from promptguard.model import (
    Candidate,
    Confidence,
    Finding,
    Level,
    Note,
    Rule,
    Settings,
    Weight,
)
from promptguard.model.finding import confidence_of
from promptguard.model.rule import Example, Sample

#: Texts about software, whose notices speak of the text or are a licence themselves.
_DOCUMENT = patterns.compile(
    r"\.(?:md|mdx|rst|txt|adoc|asciidoc|tex|html?|xhtml|org|csv|po|pot|pdf|rtf|svg|log|lock)$"
    r"|(?:^|/)(?:licen[cs]es?|copying|copyright|notices?|eula|readme|authors|changelog|changes|news"
    r"|third.?party[\w-]*)(?:[.-][\w.-]+)?$",
    re.IGNORECASE,
)
_SPDX = ("https://spdx.github.io/spdx-spec/v2.3/other-licensing-information-detected/",)


def _notice(
    name: str, title: str, level: Level, examples: tuple[Example, ...], signal: str = ""
) -> Rule:
    return Rule(
        id=f"proprietary.{name}",
        title=title,
        level=level,
        labels=marks.LABELS,
        pattern=r"(?i:all rights reserved|unauthori[sz]ed (?:copying|reproduction|use|duplication"
        r"|distribution|disclosure|modification|access|or )|proprietary (?:and|&|/) ?confidential"
        r"|confidential (?:and|&|/) ?proprietary|proprietary to |trade secrets? |property of "
        r"|end[- ]user licen[cs]e|\bEULAs?\b|commercial licen[cs]e|LicenseRef-|strictly prohibited"
        r"|requires? a (?:valid )?licen[cs]e"
        r"|SPDX-License-Identifier: (?:proprietary|unlicensed|none|commercial)|not be resold"
        r"|not be redistributed|licen[cs]e agreement|licen[cs]e:? https?://[\w./-]{1,80}(?:terms|eula"
        r"|pricing))|版权所有",
        signal=signal,
        advice=marks.ADVICE,
        examples=examples,
        counterexamples=(
            Sample(
                "rates.py",
                "# Copyright (c) 2024 Acme Inc. All rights reserved.\n#\n# Redistribution and use"
                " in source and binary forms, with or without modification, are permitted.\n",
            ),
            Sample(
                "rates.go",
                "// Copyright (c) Acme Corporation. All rights reserved.\n"
                "// Licensed under the MIT License.\n",
            ),
            Sample("rates.py", "# Copyright 2024 Acme Inc. All rights reserved.\n"),
            Sample("rates.py", "raise Error('unauthorized use of a closed file')\n"),
        ),
        keywords=("reserved", "unauthori", "proprietary", "trade secret", "property of", "eula",
                  "end-user", "end user", "commercial", "licenseref", "prohibited", "requires a",
                  "require a", "spdx-license",
                  "not be re", "agreement", "license http", "license: http", "版权所有"),
        weight=Weight(0, "a notice at the head of the file"),
        references=_SPDX,
        whole=True,
    )  # fmt: skip


_OWNED = _notice(
    "notice",
    "Source code with an owner's notice",
    Level.CONFIDENTIAL,
    (
        Sample(
            "rates.py",
            "# Copyright (c) 2024 Acme Inc.\n# All rights reserved.\n# Unauthorized copying of this"
            " file, via any medium,\n# is strictly prohibited.\n",
        ),
        Sample("rates.c", "/* ACME PROPRIETARY AND CONFIDENTIAL */\n"),
        Sample("rates.go", "// SPDX-License-Identifier: LicenseRef-Acme-Proprietary\n"),
    ),
)
_LICENSED = _notice(
    "commercial",
    "Source code under a commercial licence",
    Level.INTERNAL,
    (
        Sample("grid.js", "/*!\n * (c) 2024 Acme\n * A commercial license may be required.\n */\n"),
        Sample("grid.ts", "// (c) 2024 Acme. Use is governed by the Acme license agreement.\n"),
    ),
    # Candidates of the other notice serve both; the engine is to say it once.
    signal=r"(?i:commercial licen[cs]e|licen[cs]e agreement)",
)


_NOTICES = (_OWNED, _LICENSED)
#: Which of them it is, the clues around the place say.
_NOTICED = frozenset(rule.id for rule in _NOTICES)
_CLOSED = material_rules(MANIFESTS)
RULES = (*_NOTICES, *_CLOSED, *marks.RULES)
_manifests = materials_detector(MANIFESTS)
_marks = margin_detector(marks.RULES)


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """What the head of a file, a manifest or a mark in a comment says of the owner."""
    yield from _manifests(document, candidates, settings)
    yield from _marks(document, candidates, settings)
    early = any(one.signal in _NOTICED and one.end <= HEAD for one in candidates)
    if early and document.base_line == 1 and not _DOCUMENT.search(document.path):
        finding = _noticed(head_of(document))
        if finding is not None:
            yield finding


def _noticed(head: str) -> Finding | None:
    """What the clues for and against an owner add up to."""
    found = list(told(OWNED, head))
    weights = tuple(clue.weight for clue, _ in found)
    if confidence_of(weights) < Confidence.POSSIBLE:
        return None
    weights += tuple(clue.weight for clue, _ in told(OPEN, head))
    confidence = confidence_of(weights)
    if confidence < Confidence.LIKELY and not is_claimed(head):
        return None
    rule = _OWNED if confidence >= Confidence.LIKELY else _LICENSED
    _, proof = max(found, key=lambda pair: pair[0].weight.points)
    return Finding(rule.id, line_span(proof), confidence, weights, whole=True)
