"""What is written at work for colleagues: runbooks, post-mortems, pages full of internal links."""

import re
from collections.abc import Iterator, Sequence

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.marks import is_prose
from promptguard.evidence.materials import Mark, Material, material_rules, materials_detector
from promptguard.model import Candidate, Confidence, Finding, Level, Note, Rule, Settings, Weight

_LABEL = "internal-docs"
_ADVICE = "Take names, hosts and figures out, or send a summary of what you want to know."
_H = r"^(?:#{1,4}[ ]|=={0,2}[ ]|h[1-3]\. )?[ \t*_\d.]{0,6}"
_END = r"[ \t*_:=]{0,6}\r?$"


def _heading(words: str) -> str:
    return rf"{_H}(?i:{words}){_END}"


def _section(words: str, name: str, points: int = 1) -> Mark:
    return Mark(_heading(words), Weight(points, f"a section on {name}"))


#: Trackers that anybody may read: links there tell nothing.
_PUBLIC = patterns.compile(
    r"apache\.org|mongodb\.|jboss|hibernate|redhat|spring(?:source|)\.|jenkins|mariadb|qt\.io"
    r"|mojang|kubernetes\.slack|gophers\.slack|cncf\.slack|atlassian\.com|typo3|sakai|onap|eclipse",
)
_LINK = patterns.compile(
    r"https?://(?:[\w-]+\.atlassian\.net/(?:wiki/|browse/[A-Z])"
    r"|(?:confluence|wiki)\.[\w.-]+/(?:display|pages|x|spaces)/"
    r"|jira\.[\w.-]+/(?:jira/)?browse/[A-Z]|[\w-]+\.sharepoint\.com/"
    r"|(?:www\.)?notion\.so/[\w-]+/[\w-]*[0-9a-f]{32}"
    r"|docs\.google\.com/(?:a/[\w.-]+/)?(?:document|spreadsheets|presentation)/d/[\w-]{25}"
    r"|[\w-]+\.slack\.com/archives/[CDG][A-Z0-9]{8})[^\s)\]>\"']{0,80}"
)
#: A page with so many links into a company's systems is one of its own pages.
_ENOUGH = 3
_READ = 65_536


def _are_many(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """In a text for people, several different ones; a comment in code may cite any tracker."""
    if not is_prose(document.path):
        return None
    links = {
        found[0] for found in _LINK.finditer(document.text[:_READ]) if not _PUBLIC.search(found[0])
    }
    if len(links) < _ENOUGH:
        return None
    return (Weight(1, f"links to {len(links)} pages of wikis, trackers and shared documents"),)


_LINKS = Rule(
    id="workplace.internal-links",
    title="Page with links into a company's wiki, tracker or shared documents",
    level=Level.INTERNAL,
    labels=(_LABEL,),
    pattern=_LINK.pattern,
    signal=r"\.atlassian\.net/(?:wiki|browse)/|https?://(?:confluence|wiki|jira)\.[\w.-]{3,60}/"
    r"(?:display|pages|x|spaces|browse|jira)/|\.sharepoint\.com/|notion\.so/[\w-]+/"
    r"|docs\.google\.com/(?:a/|document/d/|spreadsheets/d/|presentation/d/)"
    r"|\.slack\.com/archives/[CDG]",
    keywords=("atlassian.net", "confluence.", "wiki.", "jira.", "sharepoint.com", "notion.so",
              "docs.google.com", "slack.com"),
    weight=Weight(1, "a link into a wiki, a tracker or a shared document"),
    validate=_are_many,
    advice=_ADVICE,
    examples=(
        lambda random: "\n".join(
            f"See https://acme.atlassian.net/wiki/spaces/OPS/pages/{random.randint(1, 9)}{number}"
            for number in range(3)
        ),
        "- https://jira.acme.example/browse/OPS-1\n- https://jira.acme.example/browse/OPS-2\n"
        "- https://acme.sharepoint.com/sites/ops\n",
    ),
    counterexamples=(
        "See https://jira.acme.example/browse/OPS-1\n",
        "https://issues.apache.org/jira/browse/A-1\nhttps://issues.apache.org/jira/browse/A-2\n",
    ),
    whole=True,
)  # fmt: skip

_MATERIALS = (
    Material(
        id="workplace.postmortem",
        title="Post-mortem of an incident",
        level=Level.INTERNAL,
        label=_LABEL,
        anchors=(
            rf"{_H}(?i:root cause(?: analysis)?|(?:incident )?post-?mortem\b[^\n]{{0,80}}"
            rf"|incident (?:report|review|summary)\b[^\n]{{0,80}}){_END}",
        ),
        marks=(
            _section("timeline[^\n]{0,30}", "the timeline"),
            _section("(?:customer |user |business )?impact", "the impact"),
            _section("root causes?(?: analysis)?|contributing factors|trigger", "the cause"),
            _section("action items?|follow[- ]ups?|corrective actions|next steps", "what follows"),
            _section("lessons learned|what went (?:well|wrong)|where we got lucky", "the lessons"),
            _section("detection|resolution|mitigation|recovery", "how it was ended"),
        ),
        weight=Weight(-1, "a heading of a post-mortem, which alone says little"),
        advice=_ADVICE,
        examples=(
            "# Postmortem: checkout down\n\n## Impact\n\nx\n\n## Timeline\n\nx\n\n## Root cause\n\n"
            "x\n\n## Action items\n",
        ),
        counterexamples=("# Postmortem debugging\n\nUse gdb.\n", "## Root cause\n\nA race.\n"),
        keywords=("root cause", "postmortem", "post-mortem", "incident"),
        references=("https://sre.google/sre-book/example-postmortem/",),
        ceiling=Confidence.LIKELY,
    ),
    Material(
        id="workplace.runbook",
        title="Runbook",
        level=Level.INTERNAL,
        label=_LABEL,
        anchors=(r"^(?:#{1,2}[ ]|=[ ]|h1\. )?[^\n]{0,60}\b(?i:run ?book)\b[^\n]{0,60}$",),
        marks=(
            _section("escalation[^\n]{0,30}|contacts?|on[- ]?call[^\n]{0,30}", "whom to call"),
            _section("(?:alerts?|symptoms?|triggers?|detection)[^\n]{0,30}", "the alert"),
            _section("(?:rollback|roll back|recovery|remediation|mitigation|resolution)[^\n]{0,30}",
                     "the way back"),
            _section("(?:diagnosis|troubleshooting|triage|investigation|verification)[^\n]{0,30}",
                     "the diagnosis"),
            _section("(?:impact|severity|dashboards?|owners?|service overview)[^\n]{0,30}",
                     "the service"),
            Mark(r"(?i:pagerduty|opsgenie|on-?call engineer|war room|sev-?[0-3]\b)",
                 Weight(1, "words of people on call")),
        ),
        weight=Weight(0, "calls itself a runbook"),
        advice=_ADVICE,
        examples=(
            "# Runbook: payments\n\n## Alerts\n\nx\n\n## Troubleshooting\n\nx\n\n## Escalation\n",
        ),
        counterexamples=("# Azure Automation runbook\n\nImport-Module Az\n",),
        keywords=("runbook", "run book"),
        ceiling=Confidence.LIKELY,
    ),
)  # fmt: skip
RULES = (*material_rules(_MATERIALS), _LINKS)
_materials = materials_detector(_MATERIALS)
_links = rules_detector((_LINKS,))


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """Pages written for colleagues, by their sections and their links; code is none."""
    if is_prose(document.path):
        yield from _materials(document, candidates, settings)
        yield from _links(document, candidates, settings)
