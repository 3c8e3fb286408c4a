"""Infrastructure: files known as such by their content, and what in them must not leave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptguard.detectors import infrastructure
from promptguard.model import Confidence, Level
from tests.core.detectors.samples import found

_LEVELS = {rule.id: rule.level for rule in infrastructure.RULES}
_HOST = "billing-db07.prod.corp"
_PLAY = "- hosts: web\n  become: true\n  tasks:\n    - ansible.builtin.apt:\n        name: nginx\n"
_POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers: []\n"
_WORKFLOW = (
    "name: ci\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    services:\n"
    "      db:\n        image: postgres\n        ports: ['5432:5432']\n    steps:\n"
    "    - name: build\n      uses: actions/checkout@v4\n    - run: make\n      env:\n"
    "        URL: http://localhost:8080\n"
)


def rules(text: str, path: str = "<prompt>") -> set[str]:
    return {one.rule_id.partition(".")[2] for one in found("infrastructure", text, path)}


def test_a_pasted_file_is_known_without_its_name() -> None:
    assert rules(f"please fix this:\n\n{_POD}") == {"kubernetes"}
    assert "ansible-playbook" in rules(f"why does it hang?\n{_PLAY}")


@pytest.mark.parametrize("path", ["README.md", "tests/test_pods.py", "docs/a.rst", "deploy.sh"])
def test_a_manual_or_a_program_that_shows_one_is_none(path: str) -> None:
    assert rules(_POD, path) == set()


def test_a_public_project_s_build_is_nobody_s_infrastructure() -> None:
    assert rules(_WORKFLOW, ".github/workflows/ci.yml") == set()


def test_the_proof_is_one_line_and_one_finding() -> None:
    (finding,) = found("infrastructure", _POD * 5, "a.yaml")
    assert finding.whole
    assert "\n" not in (_POD * 5)[finding.span.start : finding.span.end]


def test_windows_line_ends_make_no_difference() -> None:
    assert rules(_POD.replace("\n", "\r\n")) == rules(_POD)
    assert rules(_PLAY.replace("\n", "\r\n")) == rules(_PLAY)


def test_state_and_credentials_of_a_cluster_are_restricted_the_rest_is_as_every_file() -> None:
    assert _LEVELS["infrastructure.terraform-state"] is Level.RESTRICTED
    assert _LEVELS["infrastructure.kubeconfig-credentials"] is Level.RESTRICTED
    assert _LEVELS["infrastructure.kubernetes"] is Level.INTERNAL
    assert _LEVELS["infrastructure.dockerfile"] is Level.INTERNAL


@pytest.mark.parametrize(
    "text",
    [
        f"server: {_HOST}:5432",
        f"ssh deploy@{_HOST}",
        "proxy_pass http://app03.eu.acmepay.internal:8080/;",
        "redis-7.cache.svc.cluster.local is down, connect to redis-8.cache.svc.cluster.local:6379",
    ],
)
def test_internal_hosts_are_found(text: str) -> None:
    assert "internal-host" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "data = threading.local()",
        "this.store.local.items",
        "host: db.example.internal",
        "curl http://metadata.google.internal/computeMetadata",
        "from ansible.facts.system.local import x",
        "ping my-host.local",
        "import settings.local",
    ],
)
def test_members_and_samples_are_no_hosts(text: str) -> None:
    assert "internal-host" not in rules(text)


def test_a_private_address_counts_where_a_host_is_named() -> None:
    assert "private-address" in rules("upstream_host: 10.47.112.29")
    assert "private-address" not in rules("release 10.47.112.29")


@pytest.mark.parametrize(
    "text",
    [
        "host: 10.0.0.0/8", "host: 192.168.1.1", "gateway: 172.17.0.1", "host: 10.0.2.15",
        "server 192.0.2.7", "server 203.0.113.9", "host: 127.0.0.1", "host: 10.47.112.0/24",
        "host: 10.300.1.7",
    ],
)  # fmt: skip
def test_nets_defaults_and_documentation_are_left_alone(text: str) -> None:
    assert "private-address" not in rules(text)


@pytest.mark.parametrize(
    "account", ["123456789012", "111122223333", "000000000000", "999999999999"]
)
def test_sample_accounts_are_left_alone(account: str) -> None:
    assert "cloud-account" not in rules(f"arn:aws:iam::{account}:role/deploy")


def test_a_window_into_a_large_file_is_enough() -> None:
    text = "x: 1\n" * 200 + 'resource "aws_vpc" "a" {\n  cidr = var.a\n}\n' * 50
    assert found("infrastructure", text, "main.tf", whole=False, base_line=5000)


@given(st.text(alphabet='abz{}[]():=".\n -#|0123456789/', max_size=400))
def test_no_text_makes_it_raise(text: str) -> None:
    for head in ("apiVersion: v1\n", "services:\n", 'resource "a" "b" {\n', "- name: "):
        found("infrastructure", head + text, least=Confidence.VERY_UNLIKELY)
