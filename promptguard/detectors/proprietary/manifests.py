"""What a package's manifest says of who may use it."""

from promptguard.evidence.materials import Mark, Material, Named
from promptguard.model import Level, Weight
from promptguard.model.rule import Sample

_MANIFEST = Named(
    r"(?:^|/)(?:package\.json|composer\.json|bower\.json|pyproject\.toml|setup\.(?:py|cfg)|Cargo\.toml"
    r"|PKG-INFO|METADATA|[^/]*\.(?:nuspec|gemspec|spec|podspec|csproj)|pom\.xml|vcpkg\.json"
    r"|manifest\.json)$",
    Weight(1, "a package's manifest"),
)
MANIFEST = Material(
    id="proprietary.manifest",
    title="Manifest of a package that is not open source",
    level=Level.CONFIDENTIAL,
    label="proprietary-source",
    anchors=(
        r"[\"']license[\"'][ \t]*:[ \t]*[\"'](?:UNLICENSED|(?i:proprietary|commercial)\b)",
        r"Private :: Do Not Upload",
        r"License :: Other/Proprietary License",
        r"(?i:^[ \t]{0,8}license[ \t]*[=:][ \t]*(?:\{[ \t]*text[ \t]*=[ \t]*)?[\"']?[\w ]{0,30}"
        r"(?:proprietary|\bcommercial)\b)",
        r"LicenseRef-(?:[\w.-]{0,40}-)?(?i:proprietary|commercial)",
    ),
    marks=(
        Mark(r"UNLICENSED|Private :: Do Not Upload", Weight(1, "says that nobody may use it")),
        Mark(r"(?i:proprietary|\bcommercial\b)", Weight(1, "names a licence that is not open")),
        Mark(
            r"(?i:publishConfig|\"private\"[ \t]*:[ \t]*true)",
            Weight(1, "kept in a private registry"),
        ),
        Mark(
            r"License :: OSI Approved|[\"'](?:MIT|Apache-2\.0|ISC|BSD-3-Clause)[\"']",
            Weight(-3, "an open licence beside it"),
        ),
    ),
    paths=(_MANIFEST,),
    # Examples and tests keep their packages off the index whatever their licence is.
    place=-2,
    weight=Weight(1, "a licence field without an open licence"),
    advice="Ask the owner of the code before it leaves, or describe it instead of quoting it.",
    examples=(
        '{\n  "name": "rates",\n  "license": "UNLICENSED"\n}\n',
        'classifiers = [\n  "Private :: Do Not Upload",\n]\n',
        '[project]\nlicense = {text = "Proprietary"}\n',
        '{"license": "proprietary"}\n',
    ),
    counterexamples=(
        '{"license": "MIT"}\n',
        '{"license": "Unlicense"}\n',
        '[project]\nlicense = "Apache-2.0"\n',
        "The value UNLICENSED means that nobody may use it.\n",
    ),
    keywords=("license", "private ::"),
    references=(
        "https://docs.npmjs.com/cli/configuring-npm/package-json#license",
        "https://pypi.org/classifiers/",
    ),
)
OWN_LICENCE = Material(
    id="proprietary.own-licence",
    title="Manifest of a package under a licence of its own",
    level=Level.INTERNAL,
    label="proprietary-source",
    anchors=(r"[\"']license[\"'][ \t]*:[ \t]*[\"']SEE LICEN[CS]E IN\b",),
    marks=(),
    paths=(_MANIFEST,),
    weight=Weight(1, "refers to a licence that has no SPDX id"),
    advice="Read the licence before any of the package leaves.",
    examples=(Sample("package.json", '{"license": "SEE LICENSE IN LICENSE.md"}\n'),),
    counterexamples=(
        Sample("package.json", '{"license": "MIT"}\n'),
        Sample("notes.txt", '{"license": "SEE LICENSE IN LICENSE.md"}\n'),
    ),
    keywords=("see licen",),
    references=("https://docs.npmjs.com/cli/configuring-npm/package-json#license",),
)
MANIFESTS = (MANIFEST, OWN_LICENCE)
