"""Diagrams of systems as text: Structurizr, PlantUML, Mermaid, draw.io, ArchiMate, D2, Graphviz."""

from promptguard.evidence.marks import CODE
from promptguard.evidence.materials import Mark, Material, Named
from promptguard.model import Level, Weight
from promptguard.model.rule import Sample

LABEL = "architecture"
ADVICE = "Rename systems, hosts and vendors, or describe the part you ask about in neutral words."
#: A diagram inside a program's source is mostly that program's own test or template.
IN_CODE = Named(rf"{CODE}|\.(?:el|vim|pot?)$", Weight(-5, "inside source code"))
#: Those whom every manual lets talk to each other, as senders and receivers.
_LESSON = Mark(
    r"\b(?:Alice|Bob|John)\b[^\n]{0,20}[-=.]{1,2}[>)x]|\bas (?:Alice|Bob)\b",
    Weight(-2, "Alice and Bob of the manual"),
)
_ARROWS = Mark(
    r"^[^\n]{1,80}(?:-{1,2}(?:\[[^\]\n]{0,20}\])?[-a-z]{0,6}[>|)]{1,2}|<{1,2}-{1,2}|\.\.?[a-z]{0,5}\.?>)",
    Weight(1, "arrows between parts"),
    least=2,
)

STRUCTURIZR = Material(
    id="architecture.structurizr",
    title="Structurizr model (C4)",
    level=Level.INTERNAL,
    label=LABEL,
    anchors=(
        r'^[ \t]{0,8}workspace(?:[ \t]+"[^"\n]{0,200}"){0,2}(?:[ \t]+extends[ ][^\n{]{1,200})?'
        r"[ \t]*\{",
        r'^[ \t]*\w{1,60}[ \t]*=[ \t]*softwareSystem[ \t]+"',
    ),
    marks=(
        Mark(r"\b(?i:softwareSystem)\b", Weight(2, "software systems")),
        Mark(r"^[ \t]*model[ \t]*\{", Weight(1, "a model")),
        Mark(
            r"\b(?:container|person|deploymentEnvironment|systemContext|systemLandscape)\b",
            Weight(1, "containers, persons or views"),
        ),
    ),
    paths=(IN_CODE,),
    advice=ADVICE,
    examples=(
        'workspace {\n  model {\n    u = person "User"\n    s = softwareSystem "Shop"\n  }\n}\n',
        '```\nshop = softwareSystem "Shop" {\n  web = container "Web"\n}\n```\n',
    ),
    counterexamples=(
        "workspace {\n  name = 1\n}\n",
        'page.text("Write = softwareSystem ")\n',
        "[workspace]\nmembers = []\n",
    ),
    signal=r'workspace[ \t]{0,8}["{e]|softwareSystem[ \t]',
    keywords=("workspace", "softwaresystem"),
    references=("https://docs.structurizr.com/dsl/language",),
)

PLANTUML = Material(
    id="architecture.plantuml",
    title="PlantUML diagram of components, deployment or messages",
    level=Level.INTERNAL,
    label=LABEL,
    anchors=(
        r"@startuml\b",
        r"```(?:plantuml|puml|c4plantuml)\b",
        r"!include[a-z]*[ \t][^\n]{0,200}C4_",
        r"^[ \t]{0,12}\.\. uml::",
    ),
    marks=(
        Mark(
            r"\b(?:System|Container|Component)(?:Db|Queue)?(?:_Ext|_Boundary)?\(|\bDeployment_Node\(",
            Weight(2, "C4 macros"),
        ),
        Mark(
            r"^[ \t]*(?:component|node|database|cloud|rectangle|package|frame|folder|queue|artifact"
            r"|storage|stack|actor|participant|boundary|interface|collections|control|card|agent"
            r"|file|usecase|person)[ \t]+[\w\"\[(:]",
            Weight(2, "components, nodes or participants"),
        ),
        Mark(
            r"^[ \t]*\[[\w ./-]{2,60}\](?:[ \t]+as\b|[ \t]*[-.<])",
            Weight(1, "components in brackets"),
        ),
        _ARROWS,
        _LESSON,
        Mark(
            r"^[ \t]*(?:class|enum|abstract class|state|start|mindmap|salt|\*{1,4} )\b",
            Weight(-2, "classes, states or activities of code"),
        ),
    ),
    paths=(IN_CODE,),
    weight=Weight(0, "a PlantUML diagram"),
    advice=ADVICE,
    examples=(
        "@startuml\ncomponent Billing\ndatabase Ledger\nBilling --> Ledger\n@enduml\n",
        "```plantuml\nparticipant Shop\nparticipant Bank\nShop -> Bank: pay\n"
        "Bank -> Shop: ok\n```\n",
        '@startuml\n!include <C4/C4_Container>\nContainer(api, "API")\nContainerDb(db, "DB")\n',
        "@startuml\nShop -> Bank : pay\nBank -> Ledger : book\nactor Clerk\n@enduml\n",
    ),
    counterexamples=(
        "@startuml\nclass A\nclass B\nA <|-- B\n@enduml\n",
        "Put your diagram between @startuml and @enduml.\n",
        "@startuml\nBob -> Alice : hello\n@enduml\n",
    ),
    keywords=("@startuml", "```plantuml", "```puml", "```c4plantuml", "c4_", ".. uml::"),
    references=("https://plantuml.com/component-diagram", "https://plantuml.com/sequence-diagram"),
)

MERMAID = Material(
    id="architecture.mermaid",
    title="Mermaid diagram of a system or its messages",
    level=Level.INTERNAL,
    label=LABEL,
    anchors=(
        r"^[ \t>]{0,12}(?:C4(?:Context|Container|Component|Dynamic|Deployment)|architecture-beta"
        r"|sequenceDiagram)[ \t]*\r?$",
        r"^[ \t>]{0,12}(?:flowchart|graph)[ \t]+(?:TB|TD|LR|RL|BT)\b[ \t;]*\r?$",
    ),
    marks=(
        Mark(
            r"^[ \t>]*(?:C4(?:Context|Container|Component|Dynamic|Deployment)|architecture-beta)"
            r"[ \t]*\r?$",
            Weight(2, "a C4 or architecture diagram"),
        ),
        Mark(r"^[ \t>]*(?:participant|actor)[ \t]+\w", Weight(1, "participants"), least=2),
        Mark(
            r"^[ \t>]*[\w .-]{1,40}(?:->>|-->>|-x|-\))[+-]?[ \t]*[\w .-]{1,40}:",
            Weight(1, "messages between them"),
            least=3,
        ),
        Mark(r"^[ \t>]*subgraph[ \t]+\S", Weight(1, "parts grouped by where they belong")),
        Mark(
            r"\w[\[({]{1,2}[\"']?[^\n\])}]{0,40}(?i:\b(?:service|server|database|gateway|api|queue|broker|cluster|backend|frontend"
            r"|client|kafka|redis|postgres\w*|proxy|worker|storage)\b)",
            Weight(1, "services, stores or gateways by name"),
            least=2,
        ),
        _LESSON,
    ),
    paths=(IN_CODE,),
    weight=Weight(0, "a Mermaid diagram"),
    advice=ADVICE,
    examples=(
        '```mermaid\nC4Context\n  Person(u, "User")\n  System(s, "Shop")\n```\n',
        "sequenceDiagram\n  participant Shop\n  participant Bank\n  Shop->>Bank: pay\n"
        "  Bank-->>Shop: ok\n  Shop->>Bank: bye\n",
        "```mermaid\nflowchart LR\n  subgraph dmz\n    gw[API gateway]\n  end\n"
        "  gw --> db[(database)]\n```\n",
        "architecture-beta\n  service db(database)[Database] in api\n",
    ),
    counterexamples=(
        "```mermaid\nflowchart LR\n  A[Start] --> B{Is it?}\n  B -->|Yes| C[OK]\n```\n",
        "```mermaid\nsequenceDiagram\n  Alice->>Bob: Hi\n  Bob-->>Alice: Hi\n"
        "  Alice->>Bob: Bye\n```\n",
        "The keyword sequenceDiagram begins such a diagram.\n",
    ),
    signal=(
        r"C4(?:Context|Container|Component|Dynamic|Deployment)|architecture-beta|sequenceDiagram"
        r"|(?:flowchart|graph)[ \t]+(?:TB|TD|LR|RL|BT)\b"
    ),
    keywords=("c4", "architecture-beta", "sequencediagram", "flowchart", "graph"),
    references=(
        "https://mermaid.js.org/syntax/c4.html",
        "https://mermaid.js.org/syntax/architecture.html",
    ),
)

DRAWIO = Material(
    id="architecture.drawio",
    title="draw.io diagram",
    level=Level.INTERNAL,
    label=LABEL,
    anchors=(r"<mxfile\b", r"<mxGraphModel\b"),
    marks=(
        Mark(r"<mxCell\b[^>\n]{0,300}\bid=", Weight(1, "cells of a diagram"), least=2),
        Mark(r"<diagram\b[^>\n]{0,300}>", Weight(1, "pages of a diagram")),
        Mark(r"\bedge=\"1\"|\bvertex=\"1\"", Weight(1, "shapes and lines")),
    ),
    paths=(IN_CODE,),
    advice=ADVICE,
    examples=(
        '<mxfile host="app"><diagram id="a" name="Page-1">7Vpbc9o4FP41</diagram></mxfile>\n',
        '<mxGraphModel>\n<root>\n<mxCell id="0"/>\n<mxCell id="1" parent="0" vertex="1"/>\n',
    ),
    counterexamples=("The file begins with <mxfile> and holds pages.\n",),
    keywords=("<mxfile", "<mxgraphmodel"),
    references=("https://www.drawio.com/doc/faq/diagram-source-edit",),
)

ARCHIMATE = Material(
    id="architecture.archimate",
    title="ArchiMate model",
    level=Level.INTERNAL,
    label=LABEL,
    anchors=(r"<archimate:model\b", r"opengroup\.org/xsd/archimate"),
    marks=(
        Mark(r"xsi:type=\"archimate:", Weight(2, "elements of ArchiMate")),
        Mark(r"<element\b[^>\n]{0,200}\bxsi:type=", Weight(2, "elements with types")),
        Mark(
            r"<(?:relationship|folder|views|propertyDefinitions)\b", Weight(1, "relations or views")
        ),
    ),
    paths=(IN_CODE,),
    advice=ADVICE,
    examples=(
        '<archimate:model name="x">\n<folder name="Business">\n'
        '<element xsi:type="archimate:BusinessActor" name="a"/>\n',
    ),
    counterexamples=("The root is <archimate:model> in Archi's own format.\n",),
    keywords=("archimate",),
    references=("https://www.opengroup.org/xsd/archimate/",),
)

D2 = Material(
    id="architecture.d2",
    title="D2 diagram",
    level=Level.INTERNAL,
    label=LABEL,
    anchors=(
        r"^[ \t]*[\w .\"'-]{1,60}[ \t](?:->|<-|<->|--)[ \t][\w .\"'-]{1,60}",
        r"shape:[ \t]{0,4}(?:cylinder|person|cloud|queue|hexagon|sql_table|package|stored_data"
        r"|sequence_diagram|c4-person)\b",
    ),
    marks=(
        Mark(
            r"^[ \t]*[^\n#{}]{1,80}[ \t](?:->|<-|<->|--)[ \t][^\n]{1,80}$",
            Weight(1, "connections"),
            least=2,
        ),
        Mark(
            r"^[ \t]*[\w .\"'-]{1,60}(?::[^\n{]{0,80})?[ \t]*\{[ \t]*\r?$",
            Weight(1, "parts that hold parts"),
        ),
        Mark(r"\bshape:[ \t]*[a-z]", Weight(1, "shapes")),
        Mark(
            r"^[ \t]*(?:[\w.-]+\.)?(?:label|icon|style\.[\w-]+|direction|near|tooltip)"
            r"[ \t]*:",
            Weight(1, "D2 keys"),
        ),
    ),
    paths=(IN_CODE,),
    weight=Weight(1, "connections or shapes as D2 writes them"),
    advice=ADVICE,
    examples=(
        Sample("shop.d2", "shop -> bank: pay\nbank -> ledger\n"),
        "Our parts:\n\n```d2\nshop: Shop {\n  db: {shape: cylinder}\n}\nshop -> bank\n"
        "bank -> ledger\n```\n",
    ),
    counterexamples=(
        "map -> reduce\nreduce -> sum\n",
        Sample("x.hs", "f x = case x of\n  Just y -> y\n  None -> z\n"),
        Sample("x.d2", "# nothing yet\n"),
    ),
    keywords=("->", "<-", "--", "shape:"),
    references=("https://d2lang.com/tour/intro/",),
)

GRAPHVIZ = Material(
    id="architecture.graphviz",
    title="Graphviz diagram with clusters",
    level=Level.INTERNAL,
    label=LABEL,
    anchors=(r"(?i:subgraph)[ \t]+[\"']?(?i:cluster)",),
    marks=(
        Mark(
            r"^[ \t]*(?i:strict[ \t]+)?(?i:di)?(?i:graph)\b[^\n;()]{0,120}\{?", Weight(1, "a graph")
        ),
        Mark(r"(?:->|--)[ \t]*[\w\"{]", Weight(1, "its edges")),
        Mark(r"\blabel[ \t]*=[ \t]*[\"\w<]", Weight(1, "its labels")),
    ),
    weight=Weight(0, "clusters as Graphviz writes them"),
    paths=(IN_CODE,),
    advice=ADVICE,
    examples=(
        'digraph G {\n  subgraph cluster_dmz {\n    label="dmz"; gw;\n  }\n  gw -> db;\n}\n',
    ),
    counterexamples=('dot.write("subgraph cluster_%d" % n)\n', "Name it subgraph cluster_x.\n"),
    keywords=("subgraph",),
    references=("https://graphviz.org/doc/info/lang.html",),
)

DIAGRAMS = (STRUCTURIZR, PLANTUML, MERMAID, DRAWIO, ARCHIMATE, D2, GRAPHVIZ)
