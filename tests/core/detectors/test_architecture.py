"""Diagrams, decisions and threat models in the shapes people keep them, and what resembles them."""

import pytest

from promptguard import pipeline, rulebook
from promptguard.documents.document import Document
from promptguard.model import Level, Origin, OriginKind, Settings
from tests.core.detectors.samples import found

SEQUENCE = "participant Shop\nparticipant Bank\nShop -> Bank: pay\nBank --> Shop: done\n"
ADR = "# 7. Use queues\n\n## Status\n\nAccepted\n\n## Context\n\nx\n\n## Decision\n\ny\n"


def _rules(text: str, path: str) -> list[str]:
    return [one.rule_id.partition(".")[2] for one in found("architecture", text, path)]


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        (
            "a.dsl",
            'workspace "Shop" {\n model {\n s = softwareSystem "Shop"\n }\n}\n',
            "structurizr",
        ),
        ("a.puml", f"@startuml\n{SEQUENCE}@enduml\n", "plantuml"),
        ("a.md", f"# Flow\n\n```plantuml\n{SEQUENCE}```\n", "plantuml"),
        (
            "a.puml",
            '@startuml\n!include <C4/C4_Container>\nContainer(a, "A")\nRel(a, b)\n',
            "plantuml",
        ),
        ("a.md", '```mermaid\nC4Context\n  System(s, "Shop")\n```\n', "mermaid"),
        (
            "a.mmd",
            "flowchart LR\n subgraph dmz\n  gw[gateway]\n end\n gw --> api\n"
            " api --> db[(database)]\n",
            "mermaid",
        ),
        (
            "a.drawio",
            '<mxfile host="x"><diagram id="1" name="P">7Vpbc9o4</diagram></mxfile>',
            "drawio",
        ),
        (
            "a.archimate",
            '<archimate:model name="x">\n<element xsi:type="archimate:Node"/>\n',
            "archimate",
        ),
        ("a.d2", "shop -> bank: pay\nbank -> ledger: book\n", "d2"),
        ("a.gv", 'digraph G {\n subgraph cluster_a { label="x"; b; }\n b -> c\n}\n', "graphviz"),
        ("doc/adr/0007-queues.md", ADR, "decision-record"),
        (
            "a.json",
            '{"summary": {"title": "x"}, "detail": {"diagrams": [{"diagramType": "STRIDE"}]}}',
            "threat-model",
        ),
        (
            "catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: System\nspec:\n  owner: a\n",
            "backstage",
        ),
    ],
)
def test_knows_it(path: str, text: str, rule: str) -> None:
    assert _rules(text, path) == [rule]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", f'DIAGRAM = """\n@startuml\n{SEQUENCE}@enduml\n"""\n'),
        ("a.md", "Write your diagram between @startuml and @enduml.\n"),
        ("a.md", "```mermaid\nsequenceDiagram\n Alice->>Bob: Hi\n Bob-->>Alice: Hi\n```\n"),
        ("a.md", "```mermaid\ngraph TD\n A[Start] --> B{Is it?}\n B --> C[OK]\n```\n"),
        ("a.gv", "digraph G {\n a -> b -> c\n}\n"),
        ("a.js", "const head = '<mxfile><diagram id=\"1\">'; // <mxCell id= <mxCell id=\n"),
        ("a.hs", "f x = case x of\n  Just y -> y\n  Nothing -> z\n"),
        ("a.md", "## Decision\n\nThe court has decided.\n"),
        ("a.md", "An elevation of privilege by spoofing was fixed.\n"),
        ("a.yaml", "apiVersion: v1\nkind: Component\n"),
    ],
)
def test_stays_silent(path: str, text: str) -> None:
    assert not _rules(text, path)


def test_internal_hosts_make_it_confidential() -> None:
    engine, settings = rulebook.open_rulebook(None), Settings()

    def level(text: str) -> Level:
        document = Document(Origin(OriginKind.FILE, "a.puml"), text.encode())
        return pipeline.scan(document, engine, settings).classification.level

    plain = f"@startuml\n{SEQUENCE}@enduml\n"
    assert level(plain) == Level.INTERNAL
    assert level(plain + "Shop -> Bank: via ledger.pay.corp\n") == Level.CONFIDENTIAL
    assert level(plain + "Shop -> Bank: via 10.1.2.3\n") == Level.CONFIDENTIAL
    assert level("ledger.pay.corp is a host\n") == Level.INTERNAL
