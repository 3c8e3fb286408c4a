"""How a comment is written in a file, by its type; none where comments are impossible or unknown.

A type is a tag of `identify`, or one of ours for what that library does not know. A test parses
a tagged file of every type for which a parser exists.
"""

import os
import re
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from promptguard import patterns


class Head(Enum):
    """What must stay before everything else in a file; see heading.py."""

    SCRIPT = "a line for a program that looks only at the first: shebang, encoding, syntax="
    MARKUP = "an XML declaration, a doctype, front matter"
    PHP = "the opening tag"


class Style(NamedTuple):
    """A comment of one line."""

    opener: str
    closer: str = ""
    head: Head = Head.SCRIPT
    #: A blank line must follow, or the comment would belong to what stands below it.
    apart: bool = False


_C = Style("/* ", " */")
_HASH, _SLASHES, _DASHES = Style("# "), Style("// "), Style("-- ")
_XML = Style("<!-- ", " -->", Head.MARKUP)

_BY_STYLE: tuple[tuple[Style, str], ...] = (
    (_HASH, """ash awk bash bazel bazelrc bitbake browserslistrc capnp cmake codeowners coffee
        conf crystal csh cson cylc cython dash dockerfile dockerignore dotenv editorconfig
        elixir expect fish gdscript gherkin gitconfig gitignore gitmodules gn
        graphql gyp hcl hy janet julia just kconfig ksh magik mailmap makefile meson nginx nim
        nimble ninja nix npmignore nushell perl pofile powershell puppet pyi python qmldir r
        raku rego requirements robot roc ruby salt scons sed shell smali snakemake
        sparql spec starlark systemd tcl terraform tiltfile toml yaml yara
        zsh java-properties pymanifest textproto apache"""),
    (_SLASHES, """actionscript apex arduino asciidoc aspectj bicep c# c++ cairo
        cuda cue d dart dot f# fsharp-signature glsl gleam go-mod groovy gyb hack
        hare haxe hlsl ispc java javascript json5 jsonc jsonnet jsx kdl kotlin less
        metal modulemap move objective-c odin pascal pony prisma proto qml rescript
        ron rust sass sbt scala scss slang smithy solidity squirrel stylus swift
        system-verilog tablegen thrift ts tsx templ typst v vala verilog wgsl xcconfig yang zig
        """),
    (Style("// ", apart=True), "go"),
    (_C, "asm-gas c css devicetree linkerscript sas"),
    (_DASHES, """ada agda dhall elm haskell idris lean lua luau moonscript purescript sql teal
        vhdl applescript"""),
    (Style("; "), """asm autohotkey beancount clojure commonlisp elisp fennel firrtl ini llvm
        racket scheme"""),
    (Style(";; "), "wat"),
    (Style("% "), "erlang latex matlab prolog tex"),
    (Style("%% "), "mermaid"),
    (Style("! "), "fortran"),
    (Style('" '), "vim"),
    (Style("' "), "plantuml vb vbscript"),
    (Style("@rem "), "batch"),
    (Style("dnl "), "m4"),
    (Style("(* ", " *)"), "coq ocaml standard-ml wolfram"),
    (Style("(: ", " :)"), "xquery"),
    (Style(".. ", apart=True), "rst"),
    (Style("-# "), "haml"),
    (Style("//- "), "jade pug"),
    (Style("{# ", " -#}"), "jinja nunjucks twig"),
    (Style("{{!-- ", " --}}"), "handlebars"),
    (Style("{{! ", " }}"), "mustache"),
    (Style("{{- /* ", " */ -}}"), "gotmpl"),
    (Style("{% comment %}", "{% endcomment %}"), "liquid"),
    (Style("<%# ", " %>"), "ejs erb heex"),
    (Style("<%-- ", " --%>"), "jsp asp"),
    (Style("<#-- ", " -->"), "freemarker"),
    (Style("@* ", " *@"), "razor"),
    (Style("## "), "mako vtl"),
    (_XML, """astro dtd html markdown myst ngdoc plist quarto svelte svg vue
        xml"""),
    (Style("{/* ", " */}", Head.MARKUP), "mdx"),
    (Style("// ", "", Head.PHP), "php"),
)  # fmt: skip

#: Every type that can hold a comment of one line.
STYLES: Mapping[str, Style] = {name: style for style, names in _BY_STYLE for name in names.split()}

#: What the library does not know, or knows as something wider than we need.
_EXTENSIONS = {
    extension: kind
    for kind, extensions in {
        "ada": "adb ads ada", "actionscript": "as", "agda": "agda", "apex": "apex",
        "applescript": "applescript", "arduino": "ino", "asm": "asm nasm", "asm-gas": "s",
        "autohotkey": "ahk", "awk": "awk", "bicep": "bicep", "cairo": "cairo", "capnp": "capnp",
        "commonlisp": "lisp lsp", "d": "d di", "devicetree": "dts dtsi", "dhall": "dhall",
        "dot": "dot gv", "elisp": "el", "fennel": "fnl", "firrtl": "fir",
        "fortran": "f77", "freemarker": "ftl ftlh", "fsharp-signature": "fsi",
        "glsl": "glsl vert frag geom comp", "gn": "gn gni", "hack": "hack", "haml": "haml",
        "hare": "ha", "haxe": "hx", "heex": "heex", "hy": "hy", "ispc": "ispc", "janet": "janet",
        "jsonc": "jsonc code-workspace", "jsp": "jsp", "asp": "asp aspx ascx", "just": "just",
        "kdl": "kdl", "linkerscript": "ld lds", "llvm": "ll", "mako": "mako",
        "mermaid": "mmd mermaid", "moonscript": "moon", "move": "move", "ninja": "ninja",
        "odin": "odin", "perl": "pl pm t", "pony": "pony", "racket": "rkt",
        "raku": "raku rakumod", "razor": "cshtml razor", "rego": "rego", "requirements": "pip",
        "rescript": "res resi", "roc": "roc", "ron": "ron", "sed": "sed", "slang": "slang",
        "smali": "smali", "smithy": "smithy", "snakemake": "smk", "sparql": "rq sparql",
        "squirrel": "nut", "starlark": "star", "standard-ml": "sml", "tablegen": "td",
        "tcl": "tcl tk", "teal": "tl", "typst": "typ", "vbscript": "vbs", "wat": "wat wast",
        "wgsl": "wgsl", "wolfram": "wl wls", "yara": "yar yara", "zsh": "zsh",
        "systemd": "service socket timer mount target path desktop",
        "conf": "conf cnf cfg pro pri",
        "tex": "tex sty", "latex": "latex ltx", "vhdl": "vhd vhdl", "kotlin": "kt kts",
        "groovy": "gradle groovy", "php": "php php3 php4 php5 php7 phtml", "ts": "ts mts cts",
    }.items()
    for extension in extensions.split()
}  # fmt: skip
_NAMES = {
    "codeowners": "codeowners", "justfile": "just", ".justfile": "just", "kconfig": "kconfig",
    "manifest.in": "pymanifest", "snakefile": "snakemake", "qmldir": "qmldir", ".vimrc": "vim",
    "build.gn": "gn", "nginx.conf": "nginx", ".htaccess": "apache", "rakefile": "ruby",
    "requirements.txt": "requirements", "constraints.txt": "requirements", ".env": "dotenv",
    "robots.txt": "conf", ".tool-versions": "conf", ".gcloudignore": "gitignore",
    ".eslintignore": "gitignore", ".helmignore": "gitignore", ".gitconfig": "gitconfig",
    ".gitmodules": "gitmodules", ".editorconfig": "editorconfig", ".emacs": "elisp",
}  # fmt: skip

_OBJECTIVE_C = patterns.compile(r"^\s*(?:#(?:import|include)|@(?:interface|implementation))", re.M)
_MATLAB = patterns.compile(r"^\s*(?:%|function\b|classdef\b)", re.M)
_COQ = patterns.compile(r"^\s*(?:\(\*|Require\b|From\b|Theorem\b|Lemma\b)", re.M)
_VERILOG = patterns.compile(r"^\s*(?:`|module\s|//|/\*)", re.M)
_PROLOG = patterns.compile(r"^\s*:-", re.M)
_SHEBANG = patterns.compile(r"#!\s*(?:/usr/bin/env\s+(?:-S\s+)?)?(\S+)")


def type_of(name: str, text: str = "") -> str:
    """The type that decides how a file called `name` holds comments; "" where it holds none.

    `text` is the file's beginning: some extensions are shared by several languages.
    """
    base = os.path.basename(name)
    extension = os.path.splitext(base)[1][1:].lower()
    shared = _shared(extension, text.replace("\r", "\n"))
    if shared is not None:
        return shared
    kind = _NAMES.get(base.lower()) or _EXTENSIONS.get(extension)
    if kind:
        return kind
    from identify.identify import tags_from_filename  # Only who writes tags needs it.

    if extension:
        tags = tags_from_filename(f"x.{extension}")
        if found := _known(tags):
            return found
        if "json" in tags:
            return ""
    return _known(tags_from_filename(base)) or ("" if extension else _interpreted(text))


def style_of(name: str, text: str = "") -> Style | None:
    """How a comment is written in a file called `name`; None where it can hold none."""
    return STYLES.get(type_of(name, text))


def is_binary_type(name: str) -> bool:
    """Is a file called `name` expected to hold no text, such as an image?"""
    from identify.identify import tags_from_filename

    return not tags_from_filename(name).isdisjoint(("binary", "image", "plist"))


def _known(tags: set[str]) -> str:
    """The first of a file's types that has comments; a header of C is also one of C++."""
    return next((tag for tag in sorted(tags) if tag in STYLES), "")


def _shared(extension: str, text: str) -> str | None:
    """Which of the languages it is that share an extension; None where none is shared."""
    if extension == "ts" and text.lstrip("\ufeff").startswith("<?xml"):
        return "xml"
    if extension == "m":
        return "objective-c" if _OBJECTIVE_C.search(text) else _if(_MATLAB, text, "matlab")
    if extension == "v":
        return "coq" if _COQ.search(text) else _if(_VERILOG, text, "verilog") or "v"
    if extension == "pl":
        return _if(_PROLOG, text, "prolog") or "perl"
    if extension == "sls":
        return "salt"
    return None


def _if(pattern: "re.Pattern[str]", text: str, kind: str) -> str:
    return kind if pattern.search(text) else ""


def _interpreted(text: str) -> str:
    """The type of a file without extension, by its shebang."""
    match = _SHEBANG.match(text)
    if match is None:
        return ""
    from identify.identify import tags_from_interpreter

    return _known(tags_from_interpreter(match[1]))
