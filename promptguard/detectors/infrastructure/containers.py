"""Containers and clusters: images, compose, Kubernetes, Helm, and the way into a cluster."""

from promptguard.detectors.infrastructure._shape import config, marks, needed
from promptguard.model import Level, Weight
from promptguard.model.rule import Sample

_VALUES = (
    r"^(?:image|replicaCount|replicas|service|ingress|resources|nodeSelector|tolerations|affinity"
    r"|securityContext|podSecurityContext|serviceAccount|podAnnotations|autoscaling|persistence"
    r"|global|rbac|fullnameOverride|nameOverride|imagePullSecrets)[ \t]?:"
)
_CREDENTIALS = (
    r"""(?:client-key-data|client-certificate-data|token|password)["']?[ \t]{0,4}:"""
    r"""[ \t]{0,4}["']?[A-Za-z0-9+/=_.-]{16}"""
)

MATERIALS = (
    config(
        "dockerfile",
        "Dockerfile",
        (r"^FROM[ \t]{1,4}(?:--platform=\S{1,40}[ \t]{1,4})?[\w./:@${}<>-]{2,200}",),
        (
            needed(
                "instructions of a Dockerfile",
                (
                    r"^(?:RUN|COPY|ADD|ENTRYPOINT|CMD|WORKDIR|ENV|EXPOSE|LABEL|ARG|USER"
                    r"|MAINTAINER)[ \t]+\S"
                ),
            ),
            *marks(
                (
                    1,
                    "more instructions",
                    r"^(?:RUN|COPY|ADD|ENTRYPOINT|CMD|WORKDIR|ENV|EXPOSE)[ \t]+\S",
                    3,
                ),
                (-3, "a query", r"^[ \t]{0,20}(?:SELECT|WHERE|JOIN|GROUP BY|ORDER BY)\b"),
            ),
        ),
        ("from",),
        "https://docs.docker.com/reference/dockerfile/",
        paths=((r"/(?:[\w.-]*Dockerfile|Containerfile)[\w.-]*$", 1, "named as Dockerfiles are"),),
        examples=(
            'FROM debian:12\nRUN apt-get update\nCOPY . /app\nCMD ["/app/run"]\n',
            Sample("Dockerfile", "FROM scratch\nCOPY x /\n"),
        ),
        counterexamples=(
            "SELECT a\nFROM orders\nWHERE a = 1\nUSER x",
            "FROM the beginning",
            Sample("x.py", 'T = """\nFROM debian:12\nRUN true\n"""'),
        ),
    ),
    config(
        "compose",
        "Docker Compose file",
        (r"^services[ \t]?:[ \t]*\r?$",),
        (
            needed(
                "services with an image or a build",
                r"^[ ]{2,8}(?:image|build|container_name|extends)[ \t]?:",
            ),
            *marks(
                (
                    1,
                    "ports, volumes or an environment",
                    (
                        r"^[ ]{2,8}(?:ports|volumes|environment|depends_on|restart|networks"
                        r"|command|env_file|expose|healthcheck|entrypoint)[ \t]?:"
                    ),
                ),
                (
                    -3,
                    "services of a build, not of a host",
                    (
                        r"^services[ \t]?:[ \t]*\r?\n[ \t]{0,8}-[ \t]|^(?:script|stages"
                        r"|before_script|pipeline|steps)[ \t]?:"
                    ),
                ),
            ),
        ),
        ("services",),
        "https://docs.docker.com/reference/compose-file/",
        paths=((r"/(?:docker-)?compose[\w.-]*\.ya?ml$", 1, "named as compose files are"),),
        examples=(
            'services:\n  db:\n    image: postgres:16\n    ports:\n      - "5432:5432"\n',
            "version: '3'\nservices:\n  web:\n    build: .\n",
        ),
        counterexamples=(
            "services:\n  App\\Mailer:\n    class: Mailer\n",
            "services:\n  - docker\nscript:\n  - image: x\n",
        ),
    ),
    config(
        "kubernetes",
        "Kubernetes manifest",
        (r"""^[ \t{]{0,8}["']?apiVersion["']?[ \t]?:[ \t]{0,4}["']?[a-z{][\w./{ -]{1,60}""",),
        (
            needed(
                "a kind of object",
                r"""^[ \t{]{0,8}["']?kind["']?[ \t]?:[ \t]{0,4}["']?[A-Z]\w{2,60}""",
            ),
            *marks(
                (1, "metadata of an object", r"""^[ \t]{0,8}["']?metadata["']?[ \t]?:"""),
                (
                    1,
                    "what it is to be",
                    (
                        r"""^[ \t]{0,8}["']?(?:spec|data|rules|roleRef|subjects|stringData"""
                        r"""|webhooks|resources|items|parameters|provisioner)["']?[ \t]?:"""
                    ),
                ),
                (
                    -3,
                    "a catalogue entry or a schema",
                    (
                        r"""^[ \t]{0,4}["']?apiVersion["']?[ \t]?:[ \t]{0,4}["']?backstage\.io"""
                        r"""|^(?:openapi|swagger|asyncapi)[ \t]?:"""
                    ),
                ),
            ),
        ),
        ("apiversion",),
        "https://kubernetes.io/docs/concepts/overview/working-with-objects/",
        examples=(
            "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports: []\n",
            '{\n  "apiVersion": "apps/v1",\n  "kind": "Deployment",\n  "metadata": {}\n}',
            (
                "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- "
                "a.yaml\n"
            ),
        ),
        counterexamples=(
            "apiVersion: 1\nproviders: []\n",
            "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: x\nspec: {}\n",
            "The field apiVersion: v1 is required.",
            Sample("x_test.go", "const m = `\napiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n`"),
        ),
    ),
    config(
        "helm-chart",
        "Helm chart or template",
        (
            r"\{\{-?[^}\n]{0,60}\.(?:Values|Release|Chart|Capabilities)\.[A-Za-z]\w{0,60}",
            r"^apiVersion[ \t]?:[ \t]{0,4}[\"']?v[12][\"']?[ \t]*\r?$",
        ),
        marks(
            (
                3,
                "values or names of a release",
                r"\{\{-?[^}\n]{0,60}\.(?:Values|Release|Chart|Capabilities)\.[A-Za-z]",
            ),
            (1, "a version of what it installs", r"^appVersion[ \t]?:"),
            (1, "a kind of chart", r"^type[ \t]?:[ \t]{0,4}(?:application|library)\b"),
        ),
        (".values.", ".release.", ".chart.", ".capabilities.", "apiversion"),
        "https://helm.sh/docs/chart_template_guide/getting_started/",
        paths=((r"/Chart\.ya?ml$", 2, "named as a chart is"),),
        examples=(
            "metadata:\n  name: {{ .Release.Name }}-web\n",
            'apiVersion: v2\nname: web\nversion: 0.1.0\ntype: application\nappVersion: "1.0"\n',
        ),
        counterexamples=("apiVersion: v1\nname: x\n", "dict.Values.ToList()"),
    ),
    config(
        "helm-values",
        "Helm values",
        (_VALUES,),
        marks((1, "keys that charts have", _VALUES, 3), (1, "more of them", _VALUES, 6)),
        (
            "image",
            "replica",
            "service",
            "ingress",
            "resources",
            "node",
            "toleration",
            "affinity",
            "security",
            "pod",
            "autoscaling",
            "persistence",
            "global",
            "rbac",
            "override",
        ),
        "https://helm.sh/docs/chart_template_guide/values_files/",
        only=r"/(?:[\w.-]*[-_.])?values[\w.-]*\.ya?ml$",
        weight=Weight(1, "named as values are, with a key that charts have"),
        examples=(
            Sample(
                "chart/values.yaml", "replicaCount: 2\nimage:\n  tag: a\nservice:\n  port: 80\n"
            ),
        ),
        counterexamples=(
            "replicaCount: 2\nimage:\n  tag: a\nservice:\n  port: 80\n",
            Sample("values.yaml", "image: x\n"),
        ),
    ),
    config(
        "kubeconfig",
        "Kubernetes client configuration",
        (r"""^[ \t{]{0,4}["']?(?:current-context|clusters)["']?[ \t]?:""",),
        (
            needed("contexts", r"""^[ \t]{0,4}["']?contexts["']?[ \t]?:"""),
            needed("users", r"""^[ \t]{0,4}["']?users["']?[ \t]?:"""),
            *marks(
                (1, "it says so", r"""["']?kind["']?[ \t]?:[ \t]{0,4}["']?Config\b"""),
            ),
        ),
        ("current-context", "clusters"),
        "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/",
        examples=("apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\nusers: []\n",),
        counterexamples=("clusters:\n- a\n",),
    ),
    config(
        "kubeconfig-credentials",
        "Kubernetes client configuration with credentials",
        (
            (
                r"""^[ \t-]{2,12}["']?(?:client-key-data|client-certificate-data"""
                r"""|certificate-authority-data)["']?[ \t]?:"""
            ),
        ),
        (
            needed("a key, a certificate or a token that opens the cluster", _CREDENTIALS, 2),
            needed("users", r"""^[ \t]{0,4}["']?users["']?[ \t]?:"""),
        ),
        ("client-key-data", "client-certificate-data", "certificate-authority-data"),
        "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/",
        level=Level.RESTRICTED,
        advice="Take the credentials out, have them revoked, and never send this file.",
        examples=(
            "clusters:\n- cluster:\n    certificate-authority-data: <base64:40>\n"
            "users:\n- name: a\n  user:\n    client-key-data: <base64:40>\n",
        ),
        counterexamples=(
            "users:\n- name: a\n  user:\n    client-key-data: DATA+OMITTED\n",
            "the client-key-data: field",
        ),
    ),
)
