"""Policies to begin with, one file each: its first lines say what it assumes."""

import os

from promptguard.errors import UsageError, did_you_mean

_HERE = os.path.dirname(__file__)
NAMES = (
    "startup",
    "enterprise",
    "regulated-finance",
    "health",
    "eu-gdpr",
    "cn-data-export",
    "us-cui",
)


def preset(name: str) -> str:
    """The policy of a preset as TOML.

    Raises UsageError.
    """
    if name not in NAMES:
        raise UsageError(f'"{name}" is not a preset. {did_you_mean(name, NAMES)}')
    with open(path_of(name), encoding="utf-8") as source:
        return source.read()


def path_of(name: str) -> str:
    """The file of a preset."""
    return os.path.join(_HERE, f"{name}.toml")


def summary(name: str) -> str:
    """The first line of a preset: for whom it is."""
    return preset(name).partition("\n")[0].removeprefix(f"# {name}: ")


def assumptions(name: str) -> tuple[str, ...]:
    """What a preset assumes, and that it is no legal advice: a paragraph each."""
    head = preset(name).partition("\nversion = ")[0]
    paragraphs = head.split("\n#\n")
    return tuple(
        " ".join(line.removeprefix("#").strip() for line in part.splitlines())
        for part in paragraphs[1:]
    )
