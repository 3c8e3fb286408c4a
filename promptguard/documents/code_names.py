"""Is a source program code, by its name alone? Asked of every source: it imports nothing."""

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
_NAMES = ("makefile", "dockerfile", "jenkinsfile", "rakefile", "gemfile", "configure")


def is_code(name: str) -> bool:
    """Does a file of this name hold code, its build or its settings?"""
    last = name.lower().replace("\\", "/").rpartition("/")[2]
    return last.rpartition(".")[2] in _ENDINGS or last.startswith(_NAMES)
