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
_NAMES = ("makefile", "dockerfile", "jenkinsfile", "rakefile", "gemfile", "configure")


PROGRAM, CODE, OTHER = range(3)


def kind_of(name: str) -> int:
    """PROGRAM, CODE (which is its build and its settings too), or OTHER."""
    last = name.lower().replace("\\", "/").rpartition("/")[2]
    ending = last.rpartition(".")[2]
    if ending in PROGRAMS:
        return PROGRAM
    return CODE if ending in _ENDINGS or last.startswith(_NAMES) else OTHER


def is_code(name: str) -> bool:
    """Does a file of this name hold code, its build or its settings?"""
    return kind_of(name) != OTHER
