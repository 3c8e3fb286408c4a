"""How much of a program a source is, by its name alone. Asked of every source: imports nothing."""

#: Endings of programs, their markup, build and settings: numbers there are seldom somebody's.
_ENDINGS = frozenset(
    """
    py pyi pyx pyw js mjs cjs jsx ts tsx mts cts vue svelte java kt kts scala groovy go rs rb
    php pl pm
    c h cc cpp cxx hpp hh m mm cs fs vb swift dart lua r jl ex exs erl hs ml clj sh bash zsh
    ps1 psm1
    bat cmd el vim asm s cmake mk gradle bazel bzl j2 jinja jinja2 tmpl css scss less sass html htm
    xhtml svg proto graphql tf hcl nix wasm map tcl f90 f pas zig d nim sol rst po pot patch
    diff inc am
    ac m4 in yaml yml toml ini cfg conf lock mo sum mod
    """.split()  # noqa: SIM905 - a list of words, one a quote, is not easier to read
)
#: Those of them that are programs and their translations: no settings, no text, no description.
PROGRAMS = frozenset(
    """
    py pyi pyx js mjs cjs jsx ts tsx go rs java kt scala groovy rb php cs c h cc cpp hpp swift
    pl pm lua ex exs erl clj vim el r jl dart vue svelte css scss po pot
    """.split()  # noqa: SIM905 - a list of words, one a quote, is not easier to read
)
#: What lies here was made up for a program, as far as it is no record of something.
_FIXTURES = frozenset(
    """
    test tests testing testdata test-data test_data spec specs __tests__ fixtures fixture mocks
    __mocks__ cassettes snapshots __snapshots__ goldens golden examplefiles
    """.split()  # noqa: SIM905 - a list of words, one a quote, is not easier to read
)
_RECORDS = frozenset("csv tsv json jsonl ndjson xml sql eml mbox vcf ics hl7 edi".split())  # noqa: SIM905
_NAMES = ("makefile", "dockerfile", "jenkinsfile", "rakefile", "gemfile", "configure")


#: What a name can say of a source: that it is no program, no code at all, one of those files whose
#: name alone tells their kind (variables of hosts and clouds, values of charts, diagrams, keys).
NO_PROGRAM, NO_CODE, TOLD = 1, 2, 4
#: What only its text can say: that it holds more than ASCII.
BEYOND_ASCII = 8
TRAITS = 16


def traits_of(name: str) -> int:
    """NO_PROGRAM, NO_CODE and TOLD, as far as they hold."""
    path = name.lower().replace("\\", "/")
    last = path.rpartition("/")[2]
    ending = last.rpartition(".")[2]
    if ending in PROGRAMS:
        return 0
    told = TOLD if _is_told(path, last) else 0
    fixture = ending not in _RECORDS and not _FIXTURES.isdisjoint(path.split("/"))
    if fixture or ending in _ENDINGS or last.startswith(_NAMES):
        return NO_PROGRAM | told
    return NO_PROGRAM | NO_CODE | told


def _is_told(path: str, last: str) -> bool:
    return (
        "_vars/" in path
        or ("roles/" in path and ("/vars/" in path or "/defaults/" in path))
        or ".tfvars" in last
        or "values" in last
        or last.startswith("pulumi.")
        or last.endswith((".d2", ".key"))
    )


def is_code(name: str) -> bool:
    """Does a file of this name hold code, its build or its settings?"""
    return not traits_of(name) & NO_CODE
