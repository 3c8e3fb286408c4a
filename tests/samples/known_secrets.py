"""Files of every kind that detect-secrets treats in its own way, made from a seed."""

from random import Random

from promptguard.detectors.known_secrets import RULES
from promptguard.evidence.templates import pick, render

NAMES = (
    "a.py", "a.yml", "a.yaml", "a.eyaml", "a.ini", "a.cfg", "a.toml", "a.properties", "a.txt", "a",
    "a.md", "a.json", "a.go", "a.c", "a.cpp", "a.cs", "a.m", "a.js", "a.sh", ".env", "a.tf",
    "a.css", "A.YML", "swagger.yml", "package-lock.json",
)  # fmt: skip
_KEYS = (
    "password", "passwd", "PWD", "secret", "api_key", "apikey", "contraseña", "db_pass", "Secret",
    "\u017fecret", "ap\u0131_key", "cloudant_password", "softlayer_api_key", "token", "aws key",
    "ibm_cloud_iam_key", "cos_hmac_secret_key", "x", "user_id", "foo.bar", "//registry.npmjs.org/",
)  # fmt: skip
_LINES = (
    "{k}: {v}", "{k} = {v}", "{k}={v}", "{k} := {v}", '"{k}": {v}', "? {k}\n: {v}", "- {k}: {v}",
    "  {k}: {v}", "{{{k}: {v}, b: {v}}}", '{k}("{v}");', "if {v} == {k}:", "{k} => {v}",
    "{k}[25] = {v};", "{v}", "- {v}", '{k} "{v}";', "- &a {k}\n- *a : {v}", "z: &b {v}\ny: *b",
    "{k} :\n  {v}", "  {v}", "<<: {v}", "[{k}: {v}]", "{k}.assign({v})", "//r/:_authToken={v}",
    "{k}\t=\t{v}", "{k}: |-\n  {v}", "{k}: >\n  a\n  {v}\n\n  b", "a: %({k})s{v}",
    "a: {k}=>{v}.b", "a: b {k}={v}/c", "a: '{k}: ''{v}'' '", "a: {k}: {v}", "{k}-{v}: b",
    "a = {k}={v};b", "a: x{v}y",
)  # fmt: skip
_FIRST = (
    "", "[s]", "# c\n[s]", "---", "; x\n [ a b ]", "[a, b]", "[DEFAULT]", "\ufeff[s]",
    "%YAML 1.1\n---", "[x", '"q"',
)  # fmt: skip
_BEHIND = (
    *[""] * 9, " # pragma: allowlist secret", " // pragma: allowlist secret", ' # ";', " ;",
    "\n# pragma: allowlist nextline secret",
)  # fmt: skip
_ODD = (
    "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c", "\xa0", "\t", "\ufeff", "é",
    "\u212a", "\u0661\u0662", "\U0001f600", "  ", "\\", '"', "'", ":", "=", "\\x41", "!!", "\0",
)  # fmt: skip


def file(random: Random) -> tuple[str, bytes]:
    """A name and a content."""
    lines = [random.choice(_FIRST), *(_line(random) for _ in range(random.randrange(8)))]
    text = "\n".join(lines) + random.choice(("", "\n", "\n\n"))
    if random.random() < 0.4:
        for _ in range(random.randrange(1, 5)):
            at = random.randrange(len(text) + 1)
            text = text[:at] + random.choice(_ODD) + text[at + random.randrange(2) :]
    if random.random() < 0.1:
        text = text.replace("\n", random.choice(("\r\n", "\r")))
    content = text.encode("utf-8", "surrogatepass")
    if random.random() < 0.02:
        content = content[:5] + b"\xff" + content[5:]
    return random.choice(NAMES), content


def _line(random: Random) -> str:
    line = random.choice(_LINES).format(k=random.choice(_KEYS), v=_quoted(random, _value(random)))
    return line + random.choice(_BEHIND)


def _value(random: Random) -> str:
    choice = random.random()
    if choice < 0.4:
        examples = [rule.examples[0] for rule in RULES if rule.examples]
        text = render(random.choice(examples), random.randrange(10**6))
        return text.split(" = ", 1)[-1].strip('"') if random.random() < 0.5 else text
    if choice < 0.8:
        alphabet = random.choice(("base64", "base64url", "base62", "hex", "lower", "digit"))
        return pick(random, alphabet, random.choice((8, 9, 21, 22, 23, 24, 32, 40, 44, 48, 64)))
    return random.choice(
        ("hunter2", "foo bar", "$x", "{{ a }}", "<x>", "true", "~", "f(x)", 'a\\"b', "%(x)s", "*a",
         "&a v", "!!str 12", "!foo x", "[a, b]", "{a: b}", "8.8.8.8", "1.2.3.4.5", "x\\ny"),
    )  # fmt: skip


def _quoted(random: Random, value: str) -> str:
    half = len(value) // 2
    return random.choice(
        (
            value, value, value, f'"{value}"', f"'{value}'", f"`{value}`", f'"{value}\\n"',
            f'\\"{value}\\"', f"'it''{value}''s'", f'"a=\\"{value}\\""', f"\n    {value}",
            f"{value[:half]}\n   {value[half:]}", f'"{value[:half]}\\\n   {value[half:]}"',
            '"' + "".join(f"\\u{ord(char):04x}" for char in value if ord(char) < 65536) + '"',
        ),
    )  # fmt: skip
