"""Decisions about systems in words: records of decisions, threat models, catalogs of services."""

from promptguard.detectors.architecture.diagrams import ADVICE, IN_CODE, LABEL
from promptguard.evidence.materials import Mark, Material, Named
from promptguard.model import Level, Weight


def _heading(words: str) -> str:
    """A heading is marked before, or ruled below as reStructuredText does."""
    return (
        rf"^(?:#{{1,4}}|={{1,4}})[ \t]+(?:\d{{1,2}}[.)][ \t]*)?(?i:{words})"
        r"[ \t]*:?[ \t]*#{0,4}[ \t]*\r?$"
        rf"|^(?i:{words})[ \t]*\r?\n[-=~^*\"'#+]{{3,}}[ \t]*\r?$"
    )


def _section(words: str, name: str, points: int = 1) -> Mark:
    return Mark(_heading(words), Weight(points, f"a section on {name}"))


ADR = Material(
    id="architecture.decision-record",
    title="Architecture decision record",
    level=Level.INTERNAL,
    label=LABEL,
    anchors=(_heading(r"(?:the )?decisions?(?: outcome| drivers?)?"),),
    marks=(
        _section(
            "context(?: and problem statement)?|problem(?: statement)?|background", "the context"
        ),
        _section(
            "(?:positive |negative )?consequences?|implications|outcomes?", "the consequences"
        ),
        _section("status", "the status"),
        _section(
            "(?:considered |alternative )?options(?: considered)?|(?:rejected )?alternatives"
            "(?: considered)?",
            "the alternatives",
        ),
        Mark(
            r"^#[ \t]+(?:ADR|\d{1,4}[.:)])|^ADR[ -]?\d", Weight(1, "a number, as such records have")
        ),
        Mark(
            r"(?i:^(?:[-*][ ])?(?:status|deciders?|date):[ \t]{0,3}\S)",
            Weight(1, "its status in a field"),
        ),
    ),
    paths=(
        Named(
            r"/(?:adrs?|decisions?|architecture-decisions?|arch)/|/adr[-_]?\d",
            Weight(1, "lies among decision records"),
        ),
        IN_CODE,
    ),
    weight=Weight(0, "a section with the decision"),
    advice=ADVICE,
    examples=(
        "# 7. Use queues\n\n## Status\n\nAccepted\n\n## Context\n\nx\n\n## Decision\n\ny\n\n"
        "## Consequences\n\nz\n",
        "# Use queues\n\n## Context and Problem Statement\n\nx\n\n## Considered Options\n\n* a\n\n"
        "## Decision Outcome\n\nb\n",
        "Use queues\n==========\n\nStatus\n------\n\nAccepted\n\nDecision\n--------\n\nx\n\n"
        "Consequences\n------------\n",
    ),
    counterexamples=(
        "# Decision\n\nThe court's decision was read out.\n",
        "Decision trees split the data.\n",
    ),
    keywords=("decision",),
    references=(
        "https://adr.github.io/madr/",
        "https://cognitect.com/blog/2011/11/15/documenting-architecture-decisions",
    ),
)

_STRIDE = tuple(
    Mark(rf"(?i:\b{words}\b)", Weight(1, f"names {words.replace('|', ' or ')}"))
    for words in ("spoofing", "tampering", "repudiation", "information disclosure")
)
THREATS = (
    Material(
        id="architecture.threat-model",
        title="Threat model as data (Threat Dragon, pytm, Threagile, Microsoft)",
        level=Level.INTERNAL,
        label=LABEL,
        anchors=(
            r'"diagramType"[ \t]*:[ \t]*"(?:STRIDE|LINDDUN|CIA|CIADIE|DIE|PLOT4ai|Generic)"',
            r'"type"[ \t]*:[ \t]*"tm\.(?:Process|Store|Flow|Actor|Boundary)"',
            r"^[ \t]*(?:from pytm(?:\.\w+)?[ ]import|import pytm\b)",
            r"^threagile_version:",
            r"<ThreatModel xmlns",
        ),
        signal=(
            r'"diagramType"|"tm\.[PSFAB]|from pytm|import pytm|^threagile_version:'
            r"|<ThreatModel xmlns"
        ),
        marks=(
            Mark(r'"threats"[ \t]*:|"diagrams"[ \t]*:', Weight(2, "threats of a diagram")),
            Mark(r'"summary"[ \t]*:[ \t]*\{', Weight(1, "its summary")),
            Mark(r"\b(?:tm|model)\b[ \t]*=[ \t]*TM\(|\bTM\([\"']", Weight(2, "a model in pytm")),
            Mark(
                r"\b(?:Dataflow|Boundary|Datastore|ExternalEntity)\(", Weight(1, "its data flows")
            ),
            Mark(
                r"^(?:technical_assets|data_assets|trust_boundaries):",
                Weight(2, "assets and boundaries"),
            ),
            Mark(r"<(?:DrawingSurfaceList|ThreatInstances)\b", Weight(2, "drawings and threats")),
        ),
        weight=Weight(0, "begins as a threat model does"),
        advice=ADVICE,
        examples=(
            '{"summary": {"title": "x"}, "detail": {"diagrams": [{"diagramType": "STRIDE"}]}}\n',
            'from pytm import TM, Dataflow\n\ntm = TM("shop")\nDataflow(a, b, "pay")\n',
            "threagile_version: 1.0.0\ntitle: Shop\ntechnical_assets:\n  x:\n",
        ),
        counterexamples=(
            "import pytm\n\nprint(pytm.__version__)\n",
            '{"diagramType": "bar"}\n',
        ),
        keywords=('"diagramtype"', '"tm.', "pytm", "threagile_version", "<threatmodel"),
        references=("https://owasp.org/www-project-threat-dragon/docs-2/schema",),
    ),
    Material(
        id="architecture.stride",
        title="Threat model in words (STRIDE)",
        level=Level.INTERNAL,
        label=LABEL,
        anchors=(r"(?i:\belevation of privileges?\b)",),
        marks=(
            *_STRIDE,
            Mark(
                r"(?i:^(?:#{1,3}[ ]|={1,3}[ ])?[^\n]{0,60}\bthreat model)",
                Weight(1, "speaks of a threat model"),
            ),
            Mark(
                r"(?i:\|[^\n|]{0,40}\b(?:spoofing|tampering)\b[^\n|]{0,60}\|)",
                Weight(1, "a table of threats"),
            ),
            Mark(r"(?i:\bmitigat(?:ion|ed|es?)\b)", Weight(1, "mitigations"), least=3),
            Mark(
                r"(?i:trust boundar|data flow|attack surface|assets?\b)",
                Weight(1, "boundaries and flows"),
            ),
        ),
        paths=(IN_CODE,),
        weight=Weight(-4, "one threat of STRIDE, which alone says nothing"),
        advice=ADVICE,
        examples=(
            "# Threat model: shop\n\n| Threat | Mitigation |\n|---|---|\n| Spoofing | MFA |\n"
            "| Tampering | HMAC |\n| Repudiation | log |\n| Information disclosure | TLS |\n"
            "| Elevation of privilege | RBAC |\n\nAssets: cards.\n",
        ),
        counterexamples=(
            "CVE: elevation of privilege by spoofing a token.\n",
            "STRIDE: spoofing, tampering, repudiation, information disclosure, elevation of"
            " privilege.\n",
        ),
        keywords=("elevation of privilege",),
        references=("https://owasp.org/www-community/Threat_Modeling_Process",),
    ),
)

BACKSTAGE = Material(
    id="architecture.backstage",
    title="Backstage catalog of systems and components",
    level=Level.INTERNAL,
    label=LABEL,
    anchors=(r"^[ \t]*[\"']?apiVersion[\"']?:[ \t]*[\"']?backstage\.io/",),
    marks=(
        Mark(
            r"^[ \t]*[\"']?kind[\"']?:[ \t]*[\"']?(?:System|Component|API|Resource|Domain"
            r"|Location)\b",
            Weight(2, "a system, component or API"),
            needed=True,
        ),
        Mark(
            r"^[ \t]*[\"']?(?:owner|lifecycle|dependsOn|providesApis|consumesApis"
            r"|system|targets?)[\"']?:",
            Weight(1, "owner, lifecycle or relations"),
        ),
    ),
    paths=(IN_CODE,),
    advice=ADVICE,
    examples=(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\nspec:\n"
        "  owner: team-a\n",
    ),
    counterexamples=(
        "apiVersion: backstage.io/v1alpha1\nkind: User\n",
        "apiVersion: v1\nkind: Component\n",
    ),
    signal=r"backstage\.io/",
    keywords=("backstage.io/",),
    references=("https://backstage.io/docs/features/software-catalog/descriptor-format/",),
)

DECISIONS = (ADR, *THREATS, BACKSTAGE)
