"""A Secret's data wherever its kind stands; what only looks like a Secret is none."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.evidence.templates import render
from promptguard.model import Confidence
from tests.core.detectors.samples import found

VALUE = render("k4<base62:14>", 9)
CODED = b64encode(VALUE.encode()).decode()
NAME = "kubernetes_secrets"


@pytest.mark.parametrize(
    "text",
    [
        f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: {CODED}\n",
        f"apiVersion: v1\ndata:\n  password: {CODED}\nkind: Secret\n",
        f"kind: Secret\r\nstringData:\r\n  password: {VALUE}\r\n",
        f'{{\n  "kind": "Secret",\n  "data": {{\n    "password": "{CODED}"\n  }}\n}}',
        f"items:\n- kind: Secret\n  stringData:\n    password: {VALUE}\n",
    ],
)
def test_a_secret_is_read_whatever_its_order(text: str) -> None:
    (finding,) = found(NAME, text, "db.yaml")
    assert text[finding.span.start : finding.span.end] in (VALUE, CODED)
    assert finding.confidence >= Confidence.LIKELY


def test_every_entry_is_found() -> None:
    text = f"kind: Secret\nstringData:\n  password: {VALUE}\n  api-token: {VALUE}x\n  host: db7\n"
    assert len(found(NAME, text, "db.yaml")) == 2


@pytest.mark.parametrize(
    "text",
    [
        f"kind: ConfigMap\ndata:\n  password: {VALUE}\n",
        f"kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgB{CODED}\n",
        "kind: ExternalSecret\nspec:\n  data:\n  - secretKey: password\n",
        f"kind: SecretStore\ndata:\n  password: {VALUE}\n",
        f"kind: Secret\nmetadata:\n  labels:\n    token: {VALUE}\n",
        "kind: Secret\ndata:\n  password: e3sgLlZhbHVlcy5wYXNzd29yZCB9fQ==\n",
        f"kind: Secret\nstringData:\n  host: a\n---\nkind: ConfigMap\ndata:\n  password: {VALUE}\n",
    ],
)
def test_what_is_none_stays_silent(text: str) -> None:
    assert not found(NAME, text, "db.yaml")


@given(st.text(alphabet="kind: Secret\n data{}\"'|-abc=", max_size=400))
def test_any_text_is_answered(text: str) -> None:
    found(NAME, "kind: Secret\n" + text, "db.yaml")
