"""The tag in a notebook's metadata: nothing else moves."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.tags import metadata
from promptguard.tags.edit import NO_ALIASES, Unwritable
from promptguard.tags.notebook import notebook_removed, notebook_set

WORDS = 'confidential labels=pii reason="漢"'
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(
    before=st.dictionaries(st.text(), _JSON, max_size=2),
    inside=st.dictionaries(st.text(), _JSON, max_size=3),
    indent=st.sampled_from([None, 0, 1, "\t"]),
    plain=st.booleans(),
)
def test_every_other_byte_stays(
    before: dict[str, object], inside: dict[str, object], indent: object, plain: bool
) -> None:
    inside.pop("promptguard", None)
    whole = before | {"metadata": inside, "nbformat": 4}
    data = json.dumps(whole, indent=indent, ensure_ascii=plain).encode("utf-8", "replace")  # type: ignore[arg-type]
    tagged = notebook_set(data, WORDS)
    assert json.loads(tagged)["metadata"].pop("promptguard") == WORDS
    (tag,), notes = metadata.read(tagged, "a.ipynb", NO_ALIASES)
    assert tag.labels == ("pii",)
    assert notes == ()
    assert notebook_set(tagged, WORDS) == tagged
    assert notebook_removed(notebook_set(tagged, "public")) == data


def test_a_tag_that_stands_last_goes_with_the_comma_before_it() -> None:
    data = b'{"metadata": {"a": 1, "promptguard": "public"}, "cells": []}'
    assert notebook_removed(data) == b'{"metadata": {"a": 1}, "cells": []}'


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b'{"metadata": 1}', b"{}", b"\xff", b"[" * 9999]
)
def test_what_is_no_notebook_is_refused(data: bytes) -> None:
    with pytest.raises(Unwritable, match="no notebook"):
        notebook_set(data, WORDS)
