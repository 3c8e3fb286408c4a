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
    found.statements.extend(_variables(client, machine.environ, "the environment variable {}"))
    from_files: list[tuple[bool, Statement]] = []
    for path, settings in _files(client, machine).items():
        of_file = _of_file(client, settings, path, shown(path, machine), found)
        if settings.form == "dotenv":  # Its variables are the environment's.
            found.statements.extend(of_file)
        else:
            from_files.extend((settings.last_word, each) for each in of_file)
    last = [each for is_last, each in from_files if is_last]
    found.statements.extend(last or [each for _, each in from_files])
    return found


def _files(client: Client, machine: Machine) -> dict[str, SettingsFile]:
    """Every file that may hold settings, each once: a project may lie in the home itself."""
    found: dict[str, SettingsFile] = {}
    for settings in client.settings:
        for pattern in settings.paths:
            for path in places(pattern, machine):
                found.setdefault(path, settings)
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
    # A brace in a path is no place to write into.
    within = "{} in " + name.replace("{", "{{").replace("}", "}}")
    if settings.form == "dotenv":
        yield from _variables(client, values, within)
    for path_in_file, variables in reading.at(values, settings.env) if settings.env else []:
        if isinstance(variables, dict):
            yield from _variables(client, variables, f"{settings.env}.{within}")
        else:
            source = within.format(path_in_file)
            yield Statement(source, elsewhere=f"{source} is not a table of variables")
    for key in settings.keys:
        for path_in_file, value in reading.at(values, key):
            yield Statement(within.format(path_in_file), value)
    _providers(client, settings, values, name, found)


def _variables(client: Client, values: Mapping[str, Any], place: str) -> Iterator[Statement]:
    """What a table of variables says; `place` is how people are told where, with {} for a name."""
    for name in client.variables:
        if values.get(name, "") != "":
            yield Statement(place.format(name), values[name])
    for switch in client.switches:
        if _is_on(values.get(switch.name)):
            endpoint = values.get(switch.endpoint) if switch.endpoint else None
            source = place.format(switch.endpoint if endpoint else switch.name)
            said = "" if endpoint else f"{source} sends it through {switch.title}"
            yield Statement(source, endpoint, said)


def _is_on(value: object) -> bool:
    return value not in (None, "", "0", "false", "False", 0, False)


def _providers(
    client: Client, settings: SettingsFile, values: Any, name: str, found: Gathered
) -> None:
    choice = client.choice
    before, _, key = settings.providers.partition(".*.")
    for path, table in reading.at(values, f"{before}.*") if before else []:
        source = f"{path} in {name}"
        address = [value for _, value in reading.at(table, key)]
        said = (
            Statement(f"{path}.{key} in {name}", address[0])
            if address
            else Statement(source, elsewhere=f"{source} has no address")
        )
        found.providers.append(Provider(path.removeprefix(f"{before}."), said))
    for _, value in reading.at(values, choice.select) if choice.select else []:
        named = value if isinstance(value, str) else ""
        named = named.split(choice.until)[0] if choice.until else named
        found.selected.append((f"{choice.select} in {name}", named))
