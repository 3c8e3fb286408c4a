"""Credentials whose name and value stand apart: pairs, elements, blocks, defaults, outputs."""

import re

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.assignments import Telling, telling
from promptguard.evidence.kept import kept
from promptguard.evidence.named import named_password, named_secret
from promptguard.evidence.tokens import token
from promptguard.model import Confidence, Weight

_ADVICE = (
    "Change it where it is valid, and read it from the environment, a secret store or an encrypted "
    "file instead."
)
_SHAPE = Weight(1, "a name and, apart from it, its value")
_CWE = ("https://cwe.mitre.org/data/definitions/798.html",)
#: A name of which the telling part is a group; what stands before it belongs to the name too.
_NAME = (
    r"[\w.:-]{0,40}?(?P<word>(?i:passw(?:or)?d|passphrase|pwd|secret|token|credential|api_?key"
    r"|access_?key|private_?key))(?P<rest>[\w.-]{0,20})"
)
_TELLING = (
    r"[\w.:-]{0,40}(?i:passw(?:or)?d|passphrase|pwd|secret|token|credential|api_?key|access_?key"
    r"|private_?key)[\w.-]{0,20}"
)
#: The same from its telling part on, where what stands behind is rare enough.
_TOLD = _TELLING.removeprefix(r"[\w.:-]{0,40}")
_KEYWORDS = ("passw", "passphrase", "pwd", "secret", "token", "credential", "key")
_QUOTED = r"(?P<quote>[\"'])?(?P<value>[^\s\"'`<>\\]{4,400})"
#: What opens an output's object, with only its type or its mark between it and its value.
_OUTPUT = patterns.compile(
    r"\"([\w.-]{1,80})\":[ \t]*\{\s*(?:\"(?:sensitive|type)\":[^{}\n]{1,60}\n\s*){0,2}$"
)
_OUTPUT_REACH = 300
_PASSWORD = patterns.compile(r"pass|pwd", re.IGNORECASE)


def _by_name(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A password may be anyone's; a secret, key or token is asked for more."""
    judge = named_password if _PASSWORD.search(match["word"]) else named_secret
    return judge(match, document)


def _variable(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The default of a variable that is a credential by name."""
    return None if _by_name(match, document) is None else kept(match, document)


def _output(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """The value of an object that a line or two before is named as a credential is."""
    before = match.string[max(0, match.start() - _OUTPUT_REACH) : match.start()]
    name = _OUTPUT.search(before)
    if name is None or telling(name[1]) is not Telling.STRONG:
        return None
    return kept(match, document)


RULES = (
    token(
        "named_values.pair",
        "Secret in a list of names and values",
        rf"[\"']?(?i:name|key)[\"']?[ \t]*[:=][ \t]*[\"']?{_NAME}[\"']?[ \t]*,?[ \t]*"
        rf"(?:\r?\n)?[ \t]*"
        rf"[\"']?(?i:value|default)[\"']?[ \t]*[:=][ \t]*{_QUOTED}",
        signal=rf"(?i:name|key)[\x22']?[ \t]*[:=][ \t]*[\x22']?{_TELLING}[\x22']?[ \t]*,?[ \t]*"
        r"(?:\r?$|[\x22']?(?i:value|default)[\x22']?[ \t]*[:=])",
        keywords=_KEYWORDS,
        weight=_SHAPE,
        validate=_by_name,
        advice=_ADVICE,
        references=_CWE,
        ceiling=Confidence.LIKELY,
        lines=2,
        examples=(
            "- name: DB_PASSWORD\n  value: n4<base62:16>",
            'name: API_TOKEN\n  value: "<hex:38>9a"',
            '{"name": "DB_PASSWORD", "value": "n4<base62:16>"}',
            '<add key="SmtpPassword" value="n4<base62:16>" />',
        ),
        counterexamples=(
            "- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef: {name: db}",
            "- name: DB_PASSWORD\n  value: ${DB_PASSWORD}",
            '{"name": "password", "value": "{{password}}"}',
        ),
    ),
    token(
        "named_values.element",
        "Secret in an XML element of its own lines",
        rf"<{_NAME}(?P<quote>>)[ \t]*\r?\n[ \t]*(?P<value>[^\s<>]{{6,400}})[ \t]*\r?\n[ \t]*</",
        signal=rf"{_TOLD}>[ \t]*\r?$",
        keywords=_KEYWORDS,
        weight=_SHAPE,
        validate=_by_name,
        advice=_ADVICE,
        references=_CWE,
        ceiling=Confidence.LIKELY,
        lines=3,
        examples=("<apiToken>\n    <base62:30>7q\n</apiToken>",),
        counterexamples=(
            "<secret>\n    ApplicationBundleIdentifier\n</secret>",
            "<password>\n    ${db.password}\n</password>",
        ),
    ),
    token(
        "named_values.property-list",
        "Secret in a property list",
        rf"<(?:key|name)>{_NAME}</(?:key|name)>\s{{0,80}}<(?:string|value)(?P<quote>>)(?P<value>[^\s<>]{{4,400}})"
        r"</(?:string|value)>",
        signal=rf"{_TOLD}</(?:key|name)>",
        keywords=_KEYWORDS,
        weight=_SHAPE,
        validate=_by_name,
        advice=_ADVICE,
        references=(
            "https://developer.apple.com/documentation/foundation/propertylistserialization",
        ),
        ceiling=Confidence.LIKELY,
        lines=3,
        examples=(
            "<key>apiSecret</key>\n<string><base62:30>7q</string>",
            "<property><name>javax.jdo.option.ConnectionPassword</name>\n"
            "<value>h7<base62:12></value></property>",
        ),
        counterexamples=("<key>apiSecret</key>\n<string>$(API_SECRET)</string>",),
    ),
    token(
        "named_values.block",
        "Secret in a YAML block",
        rf"^[ \t-]{{0,40}}[\"']?{_NAME}[\"']?:[ \t]*(?P<quote>[|>])[+-]?[ \t]*\r?\n[ \t]{{1,40}}"
        r"(?P<value>[^\s<>\"']{6,400})[ \t]*\r?$",
        signal=rf"{_TOLD}[\x22']?:[ \t]*[|>][+-]?[ \t]*\r?$",
        keywords=_KEYWORDS,
        weight=_SHAPE,
        validate=_by_name,
        advice=_ADVICE,
        references=("https://yaml.org/spec/1.2.2/#81-block-scalar-styles",),
        ceiling=Confidence.LIKELY,
        lines=2,
        examples=("db_password: |\n  n4<base62:16>",),
        counterexamples=(
            "db_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256",
            "db_token: |\n  hello\n",
        ),
    ),
    token(
        "named_values.default",
        "Secret as the default of a variable",
        rf"\$\{{{_NAME}(?:(?P<quote>:?[-=])|:)(?P<value>[^\s\"'`${{}}]{{4,200}})\}}",
        signal=rf"\$\{{{_TELLING}(?::|[-=])[^\s\x22'`${{}}]{{4}}",
        keywords=_KEYWORDS,
        weight=Weight(1, "the default of a variable"),
        validate=_by_name,
        advice="Change it, and let the start fail where the variable is missing.",
        references=(
            "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_02",
        ),
        ceiling=Confidence.LIKELY,
        examples=(
            "PASSWORD=${DB_PASSWORD:-n4<base62:12>}",
            "password: ${DB_PASSWORD:n4<base62:12>}",
        ),
        counterexamples=(
            "${DB_PASSWORD:?must be set}",
            "${DB_PASSWORD:-}",
            "${DB_PASSWORD:-changeme}",
        ),
    ),
    token(
        "named_values.terraform-variable",
        "Secret as the default of a Terraform variable",
        rf"^[ \t]*variable[ \t]+\"{_NAME}\"[ \t]*\{{[^}}]{{0,600}}?\bdefault[ \t]*=[ \t]*"
        r"(?P<quote>\")(?P<value>[^\"\s$]{4,400})\"",
        signal=rf"^[ \t]*variable[ \t]+\x22{_TELLING}\x22[ \t]*\{{",
        keywords=_KEYWORDS,
        weight=Weight(3, "the default of a variable that is a credential"),
        validate=_variable,
        advice="Change it, drop the default, and give the value by the environment or a secret "
        "store.",
        references=("https://developer.hashicorp.com/terraform/language/values/variables",),
        lines=8,
        examples=('variable "db_password" {\n  type    = string\n  default = "n4<base62:10>"\n}',),
        counterexamples=(
            'variable "db_password" {\n  type = string\n}\nvariable "x" {\n  default = "a1b2"\n}',
            'variable "db_password" {\n  default = "changeme"\n}',
        ),
    ),
    token(
        "named_values.terraform-output",
        "Secret in the outputs of a Terraform state",
        r"^[ \t]*\"value\":[ \t]*\"(?P<value>[^\"\s]{4,4000})\"",
        signal=rf"{_TOLD}\x22:[ \t]*\{{[ \t]*\r?\n[ \t]*\x22(?:value|sensitive|type)\x22:",
        keywords=_KEYWORDS,
        weight=Weight(3, "an output's value in a Terraform state"),
        validate=_output,
        advice="Rotate it, and keep the state in an encrypted backend rather than in files.",
        references=("https://developer.hashicorp.com/terraform/language/state/sensitive-data",),
        lines=3,
        examples=('"db_password": {\n  "value": "n4<base62:10>",\n  "type": "string",',),
        counterexamples=('"db_password": {\n  "value": "<sensitive>",',),
    ),
    token(
        "named_values.terraform-random",
        "Generated password in a Terraform state",
        r"\"type\":[ \t]*\"random_(?:password|string)\"[\s\S]{0,1200}?\"result\":[ \t]*\""
        r"(?P<value>[^\"\s]{6,400})\"",
        signal=r"\x22type\x22:[ \t]*\x22random_(?:password|string)\x22",
        keywords=("random_password", "random_string"),
        weight=Weight(3, "the result of a random_password resource"),
        validate=kept,
        advice="Rotate it, and keep the state in an encrypted backend rather than in files.",
        references=(
            "https://registry.terraform.io/providers/hashicorp/random/latest/docs/resources/password",
        ),
        lines=40,
        examples=(
            '"type": "random_password",\n"instances": [{"attributes": {\n"length": 16,\n'
            '"result": "n4<base62:14>"}}]',
        ),
        counterexamples=('"type": "random_password",\n"name": "db"',),
    ),
)
detect = rules_detector(RULES)
