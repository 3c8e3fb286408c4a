"""Everything on a machine that says where a client sends: variables, settings, providers."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from promptguard.clients import reading
from promptguard.clients.machine import Machine, places, shown
from promptguard.model import Client, SettingsFile


class Statement(NamedTuple):
    """What one place says: a base URL, or (`elsewhere`) only that it is not the usual one.

    `source` names the place for people; `url` is what was written there, which nobody prints.
    """

    source: str
    url: object = None
    elsewhere: str = ""


class Provider(NamedTuple):
    """A table of a provider, with the base URL in it."""

    name: str
    said: Statement


class Gathered(NamedTuple):
    """All statements, the providers that are defined, and the names that are selected."""

    statements: list[Statement]
    providers: list[Provider]
    #: (where it is selected, the name); a name that is no string is an empty one.
    selected: list[tuple[str, str]]


def gather(client: Client, machine: Machine) -> Gathered:
    """What the environment and every settings file of a client say."""
    found = Gathered([], [], [])
    found.statements.extend(_variables(client, machine.environ, "the environment variable "))
    seen: set[str] = set()
    from_files: list[tuple[bool, Statement]] = []
    for settings in client.settings:
        for pattern in settings.paths:
            for path in places(pattern, machine):
                if path in seen:
                    continue
                seen.add(path)
                of_file = _of_file(client, settings, path, shown(path, machine), found)
                from_files.extend((settings.last_word, each) for each in of_file)
    last = [each for is_last, each in from_files if is_last]
    found.statements.extend(last or [each for _, each in from_files])
    return found


def _of_file(
    client: Client, settings: SettingsFile, path: str, name: str, found: Gathered
) -> Iterator[Statement]:
    try:
        values = reading.read(path, settings.form)
    except reading.Unreadable as error:
        yield Statement(name, elsewhere=f"{name} {error}, so what it says is not known")
        return
    if values is None:
        return
    if not isinstance(values, dict):
        yield Statement(name, elsewhere=f"{name} holds no table, so what it says is not known")
        return
    block = reading.at(values, settings.env) if settings.env else []
    for _, variables in [("", values)] if settings.form == "dotenv" else block:
        inside = f"{name}: {settings.env}." if settings.env else f"{name}: "
        yield from _variables(client, variables, inside)
    for key in settings.keys:
        for path_in_file, value in reading.at(values, key):
            yield Statement(f"{name}: {path_in_file}", value)
    _providers(client, settings, values, name, found)


def _variables(client: Client, values: Any, source: str) -> Iterator[Statement]:
    if not isinstance(values, Mapping):
        yield Statement(source, elsewhere=f"{source.rstrip(': .')} is not a table of variables")
        return
    for name in client.variables:
        if values.get(name, "") != "":
            yield Statement(source + name, values[name])
    for switch in client.switches:
        if _is_on(values.get(switch.name)):
            endpoint = values.get(switch.endpoint) if switch.endpoint else None
            said = f"{source}{switch.name} sends it through {switch.title}"
            yield (
                Statement(source + switch.endpoint, endpoint)
                if endpoint
                else Statement(source + switch.name, elsewhere=said)
            )


def _is_on(value: object) -> bool:
    return value not in (None, "", "0", "false", "False", 0, False)


def _providers(
    client: Client, settings: SettingsFile, values: Any, name: str, found: Gathered
) -> None:
    choice = client.choice
    before, _, key = settings.providers.partition(".*.")
    for path, table in reading.at(values, f"{before}.*") if before else []:
        source = f"{name}: {path}"
        address = [value for _, value in reading.at(table, key)]
        said = (
            Statement(f"{source}.{key}", address[0])
            if address
            else Statement(source, elsewhere=f"{source} has no address")
        )
        found.providers.append(Provider(path.removeprefix(f"{before}."), said))
    for _, value in reading.at(values, choice.select) if choice.select else []:
        named = value if isinstance(value, str) else ""
        named = named.split(choice.until)[0] if choice.until else named
        found.selected.append((f"{name}: {choice.select}", named))
