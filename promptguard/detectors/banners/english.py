"""English marks of companies, and the Traffic Light Protocol."""

from promptguard.detectors.banners.rules import banner
from promptguard.evidence.mark_words import CONFIDENTIAL, INTERNAL, RESTRICTED
from promptguard.model import Level

_TLP = ("https://www.first.org/tlp/",)
#: "CONFIDENTIAL - Acme Corp": a name, not the beginning of a definition.
_NAME = (
    r"[A-Z][\w&'-]{1,30}(?:[ ][A-Z][\w&'.-]{0,30}){0,3}"
    r"[ ](?:Inc|Corp|Ltd|LLC|GmbH|AG|SA|Co|PLC)\b\.?"
)

RULES = (
    banner(
        "restricted",
        "Mark: strictly confidential or restricted",
        Level.RESTRICTED,
        RESTRICTED,
        ("confidential", "restricted", "secret", "eyes only"),
        (
            "STRICTLY CONFIDENTIAL\n\nPlan",
            "# Acme Corp. Strictly Confidential\n",
            "/* RESTRICTED - Do not distribute */",
        ),
        (
            "Restricted\n",
            'LABEL = "RESTRICTED"',
            "The RESTRICTED flag is set here.",
            "RESTRICTED = 3",
            "LANGUAGE C STRICT PARALLEL RESTRICTED;\n",
        ),
        more=_NAME,
        signal=RESTRICTED.replace("RESTRICTED(?: ", r"\bRESTRICTED(?:[^\w\n]|$|\r| "),
    ),
    banner(
        "confidential",
        "Mark: confidential",
        Level.CONFIDENTIAL,
        CONFIDENTIAL,
        ("confidential", "proprietary", "distribut", "not for", "trade secret", "attorney"),
        (
            "CONFIDENTIAL\n",
            "<!-- Confidential - Internal Use Only -->",
            "// Proprietary and confidential\n",
            "Classification: Confidential",
            "ACME Corp. Confidential | Page 3 of 9",
            "** DO NOT DISTRIBUTE **",
            "CONFIDENTIAL - Acme Widgets Ltd.",
        ),
        (
            "A confidential client keeps its secret on a server.",
            'KIND = "Confidential"',
            "confidential\n",
            "class Confidential:",
            "Confidential;",
            "Confidential clients are described in section 2.1 of the RFC.",
            "- Confidential\n- Public\n",
            "Confidential\n============\n\nClients that can keep a secret.",
        ),
        more=_NAME,
    ),
    banner(
        "internal",
        "Mark: internal use",
        Level.INTERNAL,
        INTERNAL,
        ("internal",),
        (
            "INTERNAL USE ONLY\n",
            "> For internal use only",
            "Classification: Internal",
        ),
        (
            "This function is for internal use only and may change.",
            "### Internal",
            "internal = True",
        ),
        more=_NAME,
        # The word alone opens many a constant: there the line has to end behind it.
        signal=r"(?i:internal(?: use)? only)|INTERNAL USE|C(?:OMPANY|ompany) I(?:NTERNAL|nternal)"
        r"|[:：]\*{0,2}[ ]Internal[^\w\n]{0,20}\r?$"
        r"|^[^a-z\n(\"'=]{0,60}\bINTERNAL[ ]{0,3}(?:[-–|/][^\n]{0,60})?[^\w\n\"'(,={]{0,60}\r?$",
    ),
    *(
        banner(
            f"tlp-{colour.partition('(')[0].lower()}",
            f"Mark: TLP:{colour.partition('(')[0]}",
            level,
            rf"TLP:[ ]?{colour}",
            ("tlp:",),
            examples,
            (f"Reports marked TLP:{colour.partition('(')[0]} may be shared.", *counter),
            references=_TLP,
        )
        for colour, level, examples, counter in (
            ("RED", Level.RESTRICTED, ("TLP:RED\n", "Distribution: none\n--- TLP:RED ---"),
             ("TLP:REDUCED",)),
            (r"AMBER(?:\+STRICT)?", Level.CONFIDENTIAL, ("TLP:AMBER\n", "# TLP:AMBER+STRICT"), ()),
            ("GREEN", Level.INTERNAL, ("TLP:GREEN\n",), ("TLP:GREENER",)),
        )
    ),
)  # fmt: skip
