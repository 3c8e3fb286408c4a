"""An assistant as the core knows it: what redirects it, what it leaves out, what a hook may do."""

from typing import NamedTuple


class Gate(NamedTuple):
    """Something a hook of this client can or cannot do; `how` and `evidence` say how it is known.

    `value` is `yes`, `no` or `unknown`.
    """

    name: str
    value: str = "unknown"
    how: str = ""
    evidence: str = ""


class Switch(NamedTuple):
    """A variable that sends everything elsewhere, to the host in `endpoint` where that is set."""

    name: str
    title: str
    endpoint: str = ""


class SettingsFile(NamedTuple):
    """A file that can say where a client sends, and the keys in it.

    A path may begin with `~` or `${VARIABLE:-default}`; a relative one lies in the project. `env`
    is the key of a block of environment variables, `keys` lead to base URLs, and `providers` to
    those of tables of which `Choice` names one. `*` stands for every name. `last_word` holds what
    is documented to override every other settings file.
    """

    paths: tuple[str, ...]
    form: str
    env: str = ""
    keys: tuple[str, ...] = ()
    providers: str = ""
    last_word: bool = False
    evidence: str = ""


class Choice(NamedTuple):
    """Which table of providers counts: the one that the key `select` names, up to `until`.

    `builtin` names need no table and mean the client's own destination. `unselected` is what counts
    where nothing is selected: every table, the client's `own` destination, or `both`.
    """

    select: str = ""
    until: str = ""
    builtin: tuple[str, ...] = ()
    unselected: str = "tables"


class Client(NamedTuple):
    """An assistant; `destination` is where it sends while nothing redirects it.

    `provider` is the destination whose hosts are the client's own. `blind` says what may redirect
    it without being seen here.
    """

    id: str
    title: str
    destination: str
    #: The month in which all this was looked up.
    seen: str
    provider: str = ""
    variables: tuple[str, ...] = ()
    switches: tuple[Switch, ...] = ()
    settings: tuple[SettingsFile, ...] = ()
    choice: Choice = Choice()
    exclusion: tuple[str, ...] = ()
    gates: tuple[Gate, ...] = ()
    blind: str = ""
