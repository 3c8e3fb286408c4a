"""The JSON Schema of promptguard.toml, made from the keys that also check it."""

from typing import Any

from promptguard.config.settings import KEYS
from promptguard.tables import table_schema

#: The newest dialect that the common TOML plugins of editors speak.
DIALECT = "http://json-schema.org/draft-07/schema#"


def schema() -> dict[str, Any]:
    """What may stand in a repository's promptguard.toml.

    More is asked than a schema can say: patterns must compile, and rules must find their examples.
    """
    return {
        "$schema": DIALECT,
        "$id": "urn:promptguard:configuration",
        "title": "promptguard.toml",
        **table_schema(KEYS),
    }
