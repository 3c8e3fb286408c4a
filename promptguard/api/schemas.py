"""The door to the JSON Schemas of the files that people write."""

import os
from typing import Any

from promptguard.api.scan import settings_for
from promptguard.config import schema as configuration
from promptguard.policy import schema as policy
from promptguard.policy.drafts import draft
from promptguard.tags import schema as classification

SCHEMAS = ("policy", "cases", "configuration", "classification")


def schema_named(name: str) -> dict[str, Any]:
    """One of SCHEMAS; that of CLASSIFICATION.toml knows the words for levels that hold here.

    Raises ConfigError where the configuration that holds here is wrong.
    """
    if name == "policy":
        return policy.schema(draft("").destinations)
    if name == "cases":
        return policy.cases_schema()
    if name == "configuration":
        return configuration.schema()
    marks = settings_for(os.getcwd()).marks
    return classification.schema(word for word, _ in marks)
