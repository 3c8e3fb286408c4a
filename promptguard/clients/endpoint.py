"""A base URL becomes the host that gets the text, or a reason why that cannot be told.

Programs disagree on odd URLs: a backslash, a second @ or a line break moves the host for some of
them. So only what all of them read alike is taken; the rest is an endpoint that nobody knows.
"""

from promptguard import patterns
from promptguard.policy.hosts import Address, NotPlain, canonical

_LONGEST = 2048
_URL = patterns.compile(
    r"(?P<scheme>[Hh][Tt][Tt][Pp][Ss]?)://"
    r"(?:[^/?#@\\\[\]]*@)?"
    r"(?P<host>[^/?#@:%\\\[\]]+|\[[0-9A-Fa-f:.]+\])"
    r"(?::(?P<port>[0-9]{1,5}))?"
    r"(?:[/?#][^\\]*)?"
)


def parse(url: object) -> Address:
    """Who gets what is sent to a base URL. User, password, path and query are dropped unread.

    Raises NotPlain, whose text holds nothing of the URL.
    """
    if not isinstance(url, str):
        raise NotPlain("it is not a string")
    if len(url) > _LONGEST:
        raise NotPlain(f"it is longer than {_LONGEST} characters")
    if not url.isprintable() or " " in url:
        raise NotPlain("it holds blanks or control characters")
    found = _URL.fullmatch(url)
    if found is None:
        raise NotPlain("it is not a plain http or https URL")
    port = int(found["port"] or 0)
    if port > 65535 or (found["port"] and not port):
        raise NotPlain("it has no port between 1 and 65535")
    return Address(canonical(found["host"]), port, found["scheme"].lower() == "https")
