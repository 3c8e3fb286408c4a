"""Collections of requests, and recordings of them, by the program that keeps them."""

from promptguard.detectors.api_docs._shape import description, mark
from promptguard.evidence.materials import CODE, PROSE, Named
from promptguard.model import Level, Weight
from promptguard.model.rule import Sample

RECORDINGS = (
    description(
        "postman",
        "Postman collection or environment",
        (
            r"schema\.(?:get)?postman\.com/(?:json/)?collection",
            r'"_postman_(?:id|variable_scope|exported_at)"[ \t]?:',
        ),
        (
            mark(
                1,
                "requests or values",
                r'"(?:item|requests|values)"[ \t]{0,4}:[ \t]{0,4}\[',
                needed=True,
            ),
            mark(
                1,
                "written by Postman",
                r'"_postman_(?:id|variable_scope|exported_at)"[ \t]?:|schema\.(?:get)?postman\.com',
            ),
        ),
        ("postman.com", "_postman_"),
        "https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html",
        examples=(
            (
                '{"info": {"schema": '
                '"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},\n'
                '"item": []}'
            ),
        ),
        counterexamples=(
            "https://schema.getpostman.com/json/collection/v2.1.0/",
            '{"_postman_id": 3}',
        ),
    ),
    description(
        "insomnia",
        "Insomnia or Bruno collection",
        (
            r'^[ \t{,]{0,8}"?__export_format"?[ \t]?:[ \t]?\d',
            r"^type:[ \t]\w{2,12}\.insomnia\.rest/",
            r"^meta[ \t]?\{[ \t]*\r?\n(?:[ \t]{1,8}\w{1,20}:[^\n]{0,200}\n){1,6}\}",
        ),
        (
            mark(
                2,
                "written by Insomnia",
                (
                    r'"_type"[ \t]?:[ \t]?"(?:export|request)"|^_type:[ \t]export|^type:[ '
                    r"\t]\w{2,12}\.insomnia\.rest/"
                ),
            ),
            mark(
                2,
                "a request of Bruno",
                (
                    r"^(?:get|post|put|patch|delete|head|options|graphql)[ \t]?\{[ \t]*\r?\n[ "
                    r"\t]{1,8}url:|^[ \t]{1,4}type:[ \t](?:http|graphql|collection|folder)\b"
                ),
            ),
        ),
        ("__export_format", "insomnia.rest", "meta"),
        "https://docs.usebruno.com/bru-lang/overview",
        examples=(
            '{"_type": "export",\n"__export_format": 4, "resources": []}',
            "meta {\n  name: a\n  type: http\n}\n\nget {\n  url: https://example.com\n}\n",
        ),
        counterexamples=("meta {\n  color: red\n}\n", '{"__export_format": 4}'),
    ),
    description(
        "har",
        "HTTP recording (HAR) with headers and cookies",
        (r'"log"[ \t]{0,4}:[ \t\r\n]{0,40}\{', r'"startedDateTime"[ \t]?:'),
        (
            mark(2, "recorded requests", r'"startedDateTime"[ \t]?:', needed=True),
            mark(1, "their entries", r'"entries"[ \t]{0,4}:', needed=True),
            mark(1, "headers or cookies", r'"(?:headers|cookies|postData)"[ \t]{0,4}:'),
        ),
        ('"log"', "starteddatetime"),
        "https://w3c.github.io/web-performance/specs/HAR/Overview.html",
        level=Level.CONFIDENTIAL,
        advice="A recording holds cookies and tokens: send the one request, without its headers.",
        examples=(
            (
                '{"log": {"entries": [{"startedDateTime": "2024-03-01T10:00:00Z", "request": '
                '{"headers": []}}]}}'
            ),
        ),
        counterexamples=(
            '{"log": {"level": "info"}}',
            Sample("a.ts", '{"log": {"entries": [{"startedDateTime": ""}]}}'),
        ),
    ),
    description(
        "http-requests",
        "File of HTTP requests",
        (r"^(?:GET|POST|PUT|PATCH|DELETE)[ \t](?:https?://|\{\{)\S{2}",),
        (
            mark(
                1,
                "several requests or their headers",
                r"^(?:###|Content-Type:[ \t]|Authorization:[ \t]|Accept:[ \t]|@\w{1,40}[ \t]?=)",
            ),
        ),
        ("get", "post", "put", "patch", "delete"),
        "https://www.jetbrains.com/help/idea/exploring-http-syntax.html",
        paths=(Named(r"\.(?:http|rest)$", Weight(1, "named as such files are")),),
        elsewhere=(PROSE, CODE),
        weight=Weight(1, "a method and an address"),
        examples=(
            "### all\nGET https://example.com/a\nAccept: text/plain\n",
            Sample("a.http", "POST {{host}}/a\n"),
        ),
        counterexamples=("GET https://example.com/a\n", "GET /a HTTP/1.1\nAccept: a\n"),
    ),
)
