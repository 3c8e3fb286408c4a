"""What the engine looks for, so that a document with something encoded in it becomes a candidate.

Text that was encoded shows in its code: of four base64 characters that stand for ASCII the first
can be only 26 of 64, the second and the third every other one. Five such groups in a row behind
something that is not base64 are chance once in a million places, so that hashes, images and keys
cost nothing, and a run of any length is one candidate.

Base64 without any literal costs a pass of its own, so in code it is known by what stands before it
or by the writings of common words.
"""

from binascii import b2a_base64
from re import escape

from promptguard.model import Signal

_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
#: Any character of base64, in either alphabet.
_ANY = r"[A-Za-z0-9+/_\-]"
_GROUPS = 5
_PAIRS = 12


def _those(numbers: "list[int]") -> str:
    return "[" + "".join(_BASE64[number] for number in numbers if number < len(_BASE64)) + "]"


#: Four characters that stand for three of printable ASCII, tab or line end.
_GROUP = (
    _those([2, 3, *range(8, 32)])
    + _those([number for number in range(64) if number & 15 in (0, 2, 3, 4, 5, 6, 7)])
    + _those([number for number in range(64) if number & 3 < 2])
    + _ANY
)
TEXT_IN_BASE64 = f"(?:{_GROUP}){{{_GROUPS}}}"
TEXT_IN_HEX = rf"(?:[2-7][0-9a-fA-F]|0[9adAD]){{{_PAIRS}}}"
WIDE_IN_BASE64 = f"(?:[I-Za-f][AQgw][AB]{_ANY}A[A-H][AEIMQUYcgkosw048]A){{2}}"
#: What most texts hold a part of, so that their code holds one of three writings of it.
_COMMON = (
    "http|pass|secret|Secret|SECRET|token|TOKEN|user|USER|name|admin|root:|data|host|port|mail|text"
    "|type|_KEY|_key|_id=|this|that|with|from|your|nore | the | and | for |tion|ing |you |.com|.net"
    "|.org|-----|ghp_|gho_|github_pat|glpat-|xoxb-|xoxp-|sk_live|sk-ant|sk-proj|AKIA|ASIA|AIza|npm_"
    "|pypi-|Bearer|postgres|mysql|local|aws_|AWS_|echo |curl |export|import|owershell|Invoke|key="
    '|Key=|": "|":"|{"id|: 12|    '
)


def _written(text: bytes) -> "list[str]":
    """What base64 of any text around this one holds, by how many bytes of three stand before."""
    found = []
    for before in range(3):
        code = b2a_base64(bytes(before) + text + bytes(2)).decode()
        found.append(code[(before * 8 + 5) // 6 : (before + len(text)) * 8 // 6])
    return found


_WRITINGS = sorted(
    {
        code
        for word in _COMMON.split("|")
        for kind in ("utf-8", "utf-16-le")
        for code in _written(word.encode(kind))
    }
)
#: Words that stand before a run, in code and on command lines.
_CUE = (
    r"(?:base64,|;base64 |Basic |b64decode\(|atob\(|Base64String\(| -[Ee]nc |-EncodedCommand )"
    r"[\x22']?"
)
RUNS = f"(?:^|[^A-Za-z0-9+/])(?:0[xX])?{TEXT_IN_HEX}"
CUED = f"{_CUE}(?:{WIDE_IN_BASE64}|{TEXT_IN_BASE64})"
_ANY_RUN = f"{WIDE_IN_BASE64}|{TEXT_IN_BASE64}"
_WRITTEN = "|".join(map(escape, _WRITINGS))
_PERCENT = r"%(?:2[2BFbf]|3[ADad]|40)|(?:%[2-7][0-9a-fA-F]){3}"
#: Written-out characters, quoted JSON, and what begins a line behind a written-out line end.
_ESCAPES = (
    r"(?:\x5c(?:u00|x)[2-7][0-9a-fA-F]){4}|\x5c/\x5c/|\x5c\x22[ ]?:[ ]?\x5c\x22"
    r"|\x5c[nrt][A-Za-z][A-Za-z0-9_.\-]{2,40}[ ]?[=:][ ]{0,2}[^\s\x5c:=]{6}"
    r"|\x5c[nrt][A-Za-z0-9_\-]{20}"
)
_ENTITIES = (
    r"[=:][ ]{0,2}&(?:quot|apos|#39|#34|#x27|#x22);|(?:&#(?:[0-9]{2,3}|x[0-9a-fA-F]{2});){3}"
)

SIGNALS = (
    Signal("views.run", RUNS, rf"(?<![A-Za-z0-9+/])(?:0[xX])?{TEXT_IN_HEX}"),
    Signal("views.cued", CUED, CUED),
    Signal("views.written", _WRITTEN, _WRITTEN),
    # In code a pass over all text costs more than the rare run without any of those words.
    Signal(
        "views.any",
        f"(?:^|[^A-Za-z0-9+/])(?:{_ANY_RUN})",
        f"(?<![A-Za-z0-9+/])(?:{_ANY_RUN})",
        outside_code=True,
    ),
    Signal("views.percent", _PERCENT, _PERCENT, ("%",)),
    Signal("views.escapes", _ESCAPES, _ESCAPES, ("\\",)),
    Signal("views.entities", _ENTITIES, _ENTITIES, ("&",)),
    Signal(
        "views.secret",
        r"kind[\x22']?[ ]?:[ ]{0,3}[\x22']?Secret\b",
        r"kind[\x22']?[ ]?:[ ]{0,3}[\x22']?Secret\b",
        ("secret",),
        once=True,
    ),
    Signal("views.notebook", r"\x22cell_type\x22", r"\x22cell_type\x22", ("cell_type",), once=True),
)
