"""Descriptions of interfaces, by the language they are written in."""

from promptguard.detectors.api_docs._shape import description, mark
from promptguard.evidence.materials import CODE, Named
from promptguard.model import Weight
from promptguard.model.rule import Sample

_KEY = r"""(?:^|["'{{,])[ \t]{{0,8}}["']?{}["']?[ \t]{{0,4}}:"""
_METHODS = r"(?:get|post|put|patch|delete|head|options)"

DESCRIPTIONS = (
    description(
        "openapi",
        "OpenAPI or Swagger description",
        (
            (
                r"""(?:^|["'{,])[ \t]{0,8}["']?(?:openapi|swagger)["']?[ \t]{0,4}:[ """
                r"""\t]{0,4}["']?(?:3\.[0-2]|2\.0|1\.2)"""
            ),
            r"""["']?swaggerVersion["']?[ \t]{0,4}:[ \t]{0,4}["']?1\.[12]""",
        ),
        (
            mark(
                2,
                "paths, components or operations",
                (
                    rf"{_KEY.format('(?:paths|webhooks|components|definitions|apis)')}"
                    rf"|{_KEY.format(_METHODS)}[ \t]{{0,4}}(?:\{{|\r?$)"
                ),
                needed=True,
            ),
            mark(1, "its title and version", _KEY.format("info")),
            mark(1, "responses of operations", _KEY.format("responses"), 2),
        ),
        ("openapi", "swagger"),
        "https://spec.openapis.org/oas/v3.1.0.html",
        examples=(
            "openapi: 3.0.3\ninfo:\n  title: x\npaths:\n  /a:\n    get: {}\n",
            '{"swagger": "2.0", "info": {}, "paths": {}}',
        ),
        counterexamples=(
            "openapi: 3.0.3 is the version we use\n",
            Sample("a.py", 'S = """\nopenapi: 3.0.0\npaths: {}\n"""'),
            "openapi: true\npaths: x\n",
        ),
    ),
    description(
        "asyncapi",
        "AsyncAPI or OpenRPC description",
        (
            r"""(?:^|["'{,])[ \t]{0,8}["']?asyncapi["']?[ \t]{0,4}:[ \t]{0,4}["']?[1-3]\.""",
            r"""["']openrpc["'][ \t]{0,4}:[ \t]{0,4}["']1\.""",
        ),
        (
            mark(
                2,
                "channels, operations or methods",
                _KEY.format("(?:channels|operations|topics|methods|components)"),
                needed=True,
            ),
            mark(1, "its title and version", _KEY.format("info")),
        ),
        ("asyncapi", "openrpc"),
        "https://www.asyncapi.com/docs/reference/specification/v3.0.0",
        examples=(
            "asyncapi: 3.0.0\ninfo:\n  title: x\nchannels: {}\n",
            '{"openrpc": "1.2.6", "methods": []}',
        ),
        counterexamples=(
            "asyncapi: 3.0.0\n",
            Sample("a.js", 'x = {"asyncapi": "3.0.0", "channels": {}}'),
        ),
    ),
    description(
        "protobuf",
        "Protocol Buffers description",
        (
            r"""^[ \t]{0,4}(?:syntax|edition)[ \t]{0,4}=[ \t]{0,4}["'](?:proto[23]|20\d\d)["']""",
            r"^[ \t]{0,8}rpc[ \t]\w{1,80}[ \t]?\(",
            r"^message[ \t]\w{1,80}[ \t]?\{",
            r"^service[ \t]\w{1,80}[ \t]?\{",
        ),
        (
            mark(
                2,
                "calls of a service",
                r"^[ \t]{1,8}rpc[ \t]\w{1,80}[ \t]?\([ \t]?(?:stream[ \t])?[\w.]{1,120}[ \t]?\)",
            ),
            mark(
                1, "messages", r"^[ \t]{0,8}(?:message|enum|service|extend)[ \t][\w.]{1,80}[ \t]?\{"
            ),
            mark(
                1,
                "numbered fields",
                (
                    r"^[ \t]{1,16}(?:(?:optional|required|repeated)[ \t])?[\w.<>, ]{2,80}[ "
                    r"\t]\w{1,80}[ \t]?=[ \t]?\d{1,9}[ \t]{0,4}(?:;|\[)"
                ),
            ),
            mark(
                2,
                "the language's version",
                (
                    r"""^[ \t]{0,4}(?:syntax|edition)[ \t]{0,4}=[ \t]{0,4}["'](?:proto[23]"""
                    r"""|20\d\d)["']"""
                ),
            ),
        ),
        ("syntax", "edition", "rpc", "message", "service"),
        "https://protobuf.dev/reference/protobuf/proto3-spec/",
        weight=Weight(0, "a word of the language"),
        examples=(
            'syntax = "proto3";\nmessage A {\n  string b = 1;\n}\n',
            "service Pay {\n  rpc Go (Req) returns (Res);\n}\n",
        ),
        counterexamples=(
            "message me {\n}\n",
            Sample("a.py", '"""\nsyntax = "proto3";\nmessage A {\n  string b = 1;\n}\n"""'),
        ),
    ),
    description(
        "graphql",
        "GraphQL schema",
        (
            (
                r"^(?:extend[ \t])?type[ \t]\w{1,80}[ \t]?(?:implements[ \t][\w& ]{1,120}"
                r"|@\w[^\n{]{0,200})?\{"
            ),
            r"^schema[ \t]?(?:@\w[^\n{]{0,200})?\{",
            r"^(?:interface|input)[ \t]\w{1,80}[ \t]?\{",
            r"^directive[ \t]@\w",
        ),
        (
            mark(
                2,
                "typed fields",
                (
                    r"^[ \t]{1,8}\w{1,80}[ \t]?(?:\([^\n)]{0,400}\))?:[ "
                    r"\t]{0,4}(?:\[{1,2}\w{1,80}!?\]{1,2}!?|\w{1,80}!|(?:ID|String|Int|Float"
                    r"|Boolean|DateTime)\b)[ \t]{0,4}(?:=[^\n]{1,80}|@[^\n]{1,200}"
                    r"|\#[^\n]{0,200})?\r?$"
                ),
                2,
            ),
            mark(
                1,
                "queries and mutations",
                (
                    r"^(?:extend[ \t])?type[ \t](?:Query|Mutation|Subscription)\b|^schema[ "
                    r"\t]?[{@]|^[ \t]{1,4}(?:query|mutation):[ \t]"
                ),
            ),
            mark(
                1,
                "scalars, directives or unions",
                r"^(?:scalar|union|directive|enum|input|interface|extend)[ \t]@?\w",
            ),
        ),
        ("type", "schema", "interface", "input", "directive"),
        "https://spec.graphql.org/October2021/#sec-Type-System",
        weight=Weight(0, "a word of the language"),
        examples=(
            "type Query {\n  me: User!\n  all(first: Int): [User!]!\n}\n",
            "interface Node {\n  id: ID!\n  at: String\n}\n",
        ),
        counterexamples=(
            "type Query = {\n  me: string\n}\n",
            "interface A {\n  id: string;\n}\n",
            Sample("a.ts", "const s = `\ntype Query {\n  me: User!\n  b: Int\n}`\n"),
        ),
        paths=(Named(r"\.graphqls?$|\.gql$", Weight(1, "named as such files are")),),
    ),
    description(
        "soap",
        "WSDL, WADL or OData description",
        (
            r"<(?:[\w-]{1,20}:)?definitions\b",
            r"<(?:[\w-]{1,20}:)?description\b[^>]{0,400}www\.w3\.org/ns/wsdl",
            r"<(?:[\w-]{1,20}:)?application\b[^>]{0,400}wadl",
            r"<(?:edmx:)?Edmx\b",
        ),
        (
            mark(
                2,
                "its name space",
                (
                    r"schemas\.xmlsoap\.org/wsdl|www\.w3\.org/ns/wsdl|wadl\.dev\.java\.net"
                    r"|docs\.oasis-open\.org/odata|schemas\.microsoft\.com/ado"
                ),
                needed=True,
            ),
            mark(
                1,
                "operations and bindings",
                (
                    r"<(?:[\w-]{1,20}:)?(?:portType|binding|operation|interface|resource"
                    r"|EntityType|service|message|types)\b"
                ),
            ),
        ),
        ("definitions", "description", "application", "edmx"),
        "https://www.w3.org/TR/wsdl.html",
        examples=(
            (
                "<wsdl:definitions "
                'xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/">\n<wsdl:portType name="a"/>\n'
            ),
        ),
        counterexamples=(
            "<definitions>\n",
            Sample(
                "a.md", '<wsdl:definitions xmlns="http://schemas.xmlsoap.org/wsdl/"><portType/>'
            ),
        ),
    ),
    description(
        "raml",
        "RAML or API Blueprint description",
        (
            r"\A\ufeff?#%RAML[ \t][01]\.",
            r"^FORMAT:[ \t]?1A",
            r"^#{1,4}[ \t][^\n]{0,80}\[(?:GET|POST|PUT|PATCH|DELETE)(?:[ \t]/[^\n\]]{0,200})?\]",
        ),
        (
            mark(
                3,
                "says so in its first line",
                r"\A\ufeff?#%RAML[ \t][01]\.|\A\ufeff?(?:\w[^\n]{0,80}\n){0,4}FORMAT:[ \t]?1A",
            ),
            mark(2, "responses of a blueprint", r"^[+*-][ \t](?:Response|Request)\b"),
            mark(
                1, "resources", r"^/[\w{}-]{1,80}[^\n]{0,80}:[ \t]*\r?$|^#{1,4}[ \t][^\n]{0,80}\[/"
            ),
        ),
        ("#%raml", "format:", "[get", "[post", "[put", "[patch", "[delete"),
        "https://github.com/raml-org/raml-spec/blob/master/versions/raml-10/raml-10.md",
        signal=r"#%RAML[ \t]|^FORMAT:[ \t]?1A|\[(?:GET|POST|PUT|PATCH|DELETE)[\] \t]",
        elsewhere=(CODE,),
        weight=Weight(0, "a heading of the language"),
        examples=(
            "#%RAML 1.0\ntitle: a\n/users:\n  get:\n",
            "FORMAT: 1A\n# A\n## List [GET /users]\n+ Response 200\n",
        ),
        counterexamples=("see #%RAML 1.0\n", "# Use [GET]\n"),
    ),
    description(
        "typespec",
        "TypeSpec, Smithy or Thrift description",
        (
            r'^import[ \t]"@typespec/',
            r"^using[ \t](?:TypeSpec|Azure)\b",
            r"^\$version:[ \t]?\"[12]",
            (
                r"^namespace[ \t](?:py|java|cpp|go|js|rb|\*|php|csharp|perl|netstd"
                r"|rs)(?:\.\w{1,20})?[ \t][\w.]"
            ),
            r"^(?:service|struct|exception)[ \t]\w{1,80}[ \t]?(?:extends[ \t]\w{1,80}[ \t]?)?\{",
        ),
        (
            mark(
                2,
                "routes and operations",
                (
                    r"^[ \t]{0,8}(?:@(?:route|service|get|post|put|delete|error|doc)\b|op[ \t]\w"
                    r"|model[ \t]\w|operation[ \t]\w|structure[ \t]\w)"
                ),
                2,
            ),
            mark(
                1, "what it builds on", r'^import[ \t]"@typespec/|^using[ \t]TypeSpec|^\$version:'
            ),
            mark(
                2,
                "numbered fields and calls of Thrift",
                (
                    r"^[ \t]{1,8}-?\d{1,5}[ \t]?:[ \t]{0,4}(?:required[ \t]|optional[ "
                    r"\t])?[\w.<>, ]{2,120}[ \t]\w"
                ),
                2,
            ),
            mark(
                1,
                "calls of Thrift",
                (
                    r"^[ \t]{1,8}(?:oneway[ \t])?[\w.<>, ]{2,80}[ \t]\w{1,80}[ \t]?\([ "
                    r"\t]{0,4}(?:\d{1,4}:|\)|\r?$)"
                ),
            ),
        ),
        ("@typespec", "using", "$version", "namespace", "service", "struct", "exception"),
        "https://typespec.io/docs/language-basics/overview/",
        weight=Weight(0, "a word of the language"),
        examples=(
            'import "@typespec/http";\n@service\nnamespace A;\n@route("/a")\nop list(): string;\n',
            "struct A {\n  1: required string b\n  2: i32 c\n}\n",
        ),
        counterexamples=("struct A {\n  int b;\n};\n", "service Pay {\n}\n"),
        paths=(Named(r"\.(?:tsp|smithy|thrift)$", Weight(1, "named as such files are")),),
    ),
    description(
        "service-model",
        "Service model of a cloud vendor's SDK",
        (
            r'"kind"[ \t]?:[ \t]?"discovery#restDescription"',
            r'"(?:endpointPrefix|targetPrefix|signatureVersion)"[ \t]?:[ \t]?"',
            r'"smithy"[ \t]?:[ \t]?"[12]',
        ),
        (
            mark(
                2,
                "operations and shapes",
                r'"(?:operations|shapes|methods|resources)"[ \t]?:[ \t]?\{',
                needed=True,
            ),
        ),
        ("restdescription", "endpointprefix", "targetprefix", "signatureversion", "smithy"),
        "https://developers.google.com/discovery/v1/reference/apis",
        examples=(
            '{"metadata": {"endpointPrefix": "a"}, "operations": {}}',
            '{"kind": "discovery#restDescription", "resources": {}}',
        ),
        counterexamples=('{"endpointPrefix": "a"}', '{"kind": "x", "resources": {}}'),
    ),
    description(
        "endpoint-manual",
        "Manual of HTTP endpoints",
        (
            (
                r"^[#*`|\d. \t-]{0,12}(?:GET|POST|PUT|PATCH|DELETE)[`*\]| "
                r"\t]{1,6}(?:https?://[^\s/]{1,100}|\{\{?\w{1,40}\}\}?)?/[\w{}:<>/.$-]{2}"
            ),
        ),
        (
            mark(
                2,
                "endpoints",
                (
                    r"^[#*`|\d. \t-]{0,12}(?:GET|POST|PUT|PATCH|DELETE)[`*\]| "
                    r"\t]{1,6}(?:https?://[^\s/]{1,100}"
                    r"|\{\{?\w{1,40}\}\}?)?/[\w{}:<>/.$-]{2,200}(?![^\n]{0,200}HTTP/1)"
                ),
                3,
                needed=True,
            ),
            mark(
                1,
                "requests and responses",
                (
                    r"(?i)^[#*`| \t-]{0,8}(?:(?:query|path|request|response)s? ?(?:parameters?"
                    r"|body|headers?|example|fields?)?|parameters|responses?|status codes?"
                    r"|authentication|endpoint)[*`: \t|]{0,6}\r?$"
                ),
            ),
            mark(-3, "a log", r'"(?:GET|POST) [^\n"]{1,300} HTTP/\d'),
        ),
        ("get", "post", "put", "patch", "delete"),
        "https://developer.mozilla.org/docs/Web/HTTP/Reference/Methods",
        elsewhere=(CODE,),
        weight=Weight(0, "a method and a path"),
        examples=(
            "# API\n## GET /users/{id}\n### Parameters\n## POST /users\n## DELETE /users/{id}\n",
        ),
        counterexamples=("GET /users\n", "GET /a HTTP/1.1\nGET /b HTTP/1.1\nGET /c HTTP/1.1\n"),
    ),
)
