"""What makes an API description confidential: marks and servers that say it is internal."""

from promptguard.detectors.api_docs._shape import LABEL
from promptguard.evidence.materials import Mark, Material
from promptguard.model import Level, Weight
from promptguard.model.rule import Sample

_MARK = (
    r"""["']?x-(?:internal|private|hidden)["']?[ \t]{0,4}:[ \t]{0,4}["']?true\b"""
    r"""|["']?x-(?:[\w-]{1,20}-)?(?:visibility|audience|api-audience)["']?[ \t]{0,4}:[ """
    r"""\t]{0,4}["']?(?:internal|private|company-internal|business-unit-internal"""
    r"""|component-internal)\b"""
    r"""|@inaccessible\b|@internal\b|\(api_visibility\)\.restriction[ \t]?="""
)
_SERVER = (
    r"""(?:https?|wss?|grpcs?|amqps?"""
    r"""|kafka)://(?:[\w.-]{1,120}@)?(?:(?:[\w{}-]{1,60}\.){1,6}(?:internal|corp|lan|intra"""
    r"""|intranet|svc\.cluster\.local|svc)\b"""
    r"""|10(?:\.\d{1,3}){3}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|192\.168(?:\.\d{1,3}){2})"""
)
_PATH = (
    r"""(?:^|["'` \t])/(?:[\w{}-]{1,60}/){0,4}(?:internal|_internal|private|backoffice)/[\w{}]"""
)
_ADMIN = r"""(?:^|["'` \t])/(?:[\w{}-]{1,60}/){0,3}admin/[\w{}]"""

INSIDE = Material(
    id="api_docs.internal",
    title="API description that is marked or served as internal",
    level=Level.CONFIDENTIAL,
    label=LABEL,
    anchors=(_MARK, _SERVER, _PATH, _ADMIN),
    marks=(
        Mark(_MARK, Weight(2, "marked internal")),
        Mark(_SERVER, Weight(2, "served from an internal host")),
        Mark(_PATH, Weight(2, "paths that are internal")),
        Mark(_ADMIN, Weight(1, "paths for administrators")),
    ),
    advice="Leave internal operations and servers out before the description is sent.",
    examples=(
        "openapi: 3.0.0\ninfo:\n  x-internal: true\npaths: {}\n",
        "swagger: '2.0'\nservers:\n- url: https://pay.prod.corp/v1\npaths: {}\n",
        Sample("a.graphql", "type Query {\n  a: ID! @inaccessible\n  b: ID!\n}\n"),
    ),
    counterexamples=(
        "x-internal: true\n",
        "openapi: 3.0.0\npaths:\n  /a: {}\n",
        "openapi: 3.0.0\nx-internal: false\npaths: {}\n",
    ),
    keywords=(
        "internal",
        "private",
        "hidden",
        "x-",
        "api_visibility",
        "://",
        "admin",
        "backoffice",
        "@inaccessible",
    ),
    references=("https://redocly.com/docs/cli/decorators/remove-x-internal",),
    weight=Weight(0, "an API description with something internal"),
)
