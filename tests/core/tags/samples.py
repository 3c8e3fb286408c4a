"""A small file of every type that tags can be written into, and who can parse it.

A line is `type | name | parser | text`; `ts:NAME` is a grammar of tree-sitter, other parsers are
the language's own. A type with the parser `-` has none at hand, and does not count.
"""

from typing import NamedTuple


class Sample(NamedTuple):
    kind: str
    name: str
    parser: str
    text: str


_TABLE = r"""
actionscript | a.as | ts:actionscript | package { class A { } }\n
ada | a.adb | ts:ada | procedure A is\nbegin\n   null;\nend A;\n
agda | a.agda | ts:agda | module a where\n
apache | .htaccess | - | Options -Indexes\n
apex | A.apex | ts:apex | public class A { }\n
applescript | a.applescript | - | set a to 1\n
arduino | a.ino | ts:arduino | void setup() { }\n
asciidoc | a.adoc | - | = Title\n\ntext\n
ash | a | ts:bash | #!/bin/ash\necho a\n
asm | a.asm | - | mov eax, 1\n
asm-gas | a.s | - | mov eax, 1\n
asp | a.asp | - | <p>a</p>\n
aspectj | a.aj | - | aspect A { }\n
astro | a.astro | ts:astro | ---\nconst a = 1;\n---\n<p>{a}</p>\n
autohotkey | a.ahk | - | a := 1\n
awk | a.awk | - | { print $1 }\n
bash | a.bash | ts:bash | #!/usr/bin/env bash\nset -e\necho "$1"\n
batch | a.bat | - | @echo off\r\necho hi\r\n
bazel | BUILD.bazel | ts:starlark | cc_library(name = "a")\n
bazelrc | .bazelrc | - | build --config=a\n
beancount | a.beancount | ts:beancount | 2020-01-01 open Assets:Cash\n
bicep | a.bicep | ts:bicep | param a string\n
bitbake | a.bb | ts:bitbake | SUMMARY = "a"\n
browserslistrc | .browserslistrc | - | defaults\n
c | a.c | ts:c | #include <stdio.h>\nint main(void) { return 0; }\n
c# | A.cs | ts:csharp | using System;\nclass A { }\n
c++ | a.cpp | ts:cpp | #include <x>\nint main() { return 0; }\n
cairo | a.cairo | ts:cairo | fn main() -> felt252 { 1 }\n
capnp | a.capnp | ts:capnp | @0xbf5147cbbecf40c1;\nstruct A { b @0 :Text; }\n
clojure | a.clj | ts:clojure | (ns a)\n(defn b [] 1)\n
cmake | CMakeLists.txt | ts:cmake | cmake_minimum_required(VERSION 3.1)\n
codeowners | CODEOWNERS | - | * @a\n
coffee | a.coffee | - | a = (b) -> b\n
commonlisp | a.lisp | ts:commonlisp | (defun a () 1)\n
conf | a.conf | - | a = b\n
coq | a.v | - | Require Import Arith.\n
crystal | a.cr | - | puts 1\n
csh | a.csh | - | #!/bin/csh\necho a\n
cson | a.cson | - | a: 1\n
css | a.css | ts:css | @charset "utf-8";\nbody { color: red; }\n
cuda | a.cu | ts:cuda | __global__ void a() { }\n
cue | a.cue | - | a: 1\n
cylc | a.cylc | - | [a]\n
cython | a.pyx | - | cdef int a = 1\n
d | a.d | ts:d | module a;\nvoid main() { }\n
dart | a.dart | ts:dart | void main() { print(1); }\n
dash | a | ts:bash | #!/bin/dash\necho a\n
devicetree | a.dts | - | /dts-v1/;\n/ { };\n
dhall | a.dhall | - | { a = 1 }\n
dockerfile | Dockerfile | ts:dockerfile | # syntax=docker/dockerfile:1\nFROM alpine\nRUN true\n
dockerignore | .dockerignore | ts:gitignore | *.o\n
dot | a.dot | - | digraph { a -> b }\n
dotenv | a.env | - | A=1\n
dtd | a.dtd | ts:dtd | <!ELEMENT a (#PCDATA)>\n
editorconfig | .editorconfig | configparser | root = true\n[*]\nindent_size = 4\n
ejs | a.ejs | ts:embeddedtemplate | <p><%= a %></p>\n
elisp | a.el | ts:elisp | ;;; a.el --- x -*- lexical-binding: t -*-\n(message "x")\n
elixir | a.ex | ts:elixir | defmodule A do\nend\n
elm | A.elm | ts:elm | module A exposing (..)\n\na = 1\n
erb | a.erb | ts:embeddedtemplate | <p><%= a %></p>\n
erlang | a.erl | ts:erlang | -module(a).\n
expect | a | ts:tcl | #!/usr/bin/expect\nset a 1\n
f# | a.fs | ts:fsharp | module A\nlet a = 1\n
fennel | a.fnl | ts:fennel | (local a 1)\n
firrtl | a.fir | ts:firrtl | circuit A :\n  module A :\n    skip\n
fish | a.fish | ts:fish | #!/usr/bin/env fish\nset a 1\n
fortran | a.f90 | ts:fortran | program a\n  print *, 1\nend program a\n
freemarker | a.ftl | - | <p>${a}</p>\n
fsharp-signature | a.fsi | - | module A\nval a : int\n
gdscript | a.gd | ts:gdscript | extends Node\nvar a = 1\n
gherkin | a.feature | - | # language: en\nFeature: a\n
gitconfig | .gitconfig | configparser | [user]\nname = a\n
gitignore | .gitignore | ts:gitignore | *.o\n
gitmodules | .gitmodules | configparser | [submodule "a"]\npath = a\n
gleam | a.gleam | ts:gleam | pub fn a() { 1 }\n
glsl | a.glsl | ts:glsl | #version 330\nvoid main() { }\n
gn | a.gn | ts:gn | a = 1\n
go | a.go | ts:go | //go:build linux\n\n// Package a does things.\npackage a\n
go-mod | go.mod | ts:gomod | module example.com/a\n\ngo 1.21\n
gotmpl | a.gotmpl | - | <p>{{ .A }}</p>\n
graphql | a.graphql | ts:graphql | type Query { a: Int }\n
groovy | a.groovy | ts:groovy | def a = 1\n
gyb | a.gyb | - | let a = 1\n
gyp | a.gyp | python | {'targets': []}\n
hack | a.hack | ts:hack | function a(): int { return 1; }\n
haml | a.haml | - | %p a\n
handlebars | a.hbs | - | <p>{{a}}</p>\n
hare | a.ha | ts:hare | export fn main() void = void;\n
haskell | A.hs | ts:haskell | {-# LANGUAGE OverloadedStrings #-}\nmodule A where\n\na = 1\n
haxe | A.hx | ts:haxe | class A { }\n
hcl | a.hcl | ts:hcl | a = 1\n
heex | a.heex | ts:heex | <p>a</p>\n
hlsl | a.hlsl | ts:hlsl | float4 main() : SV_Target { return 0; }\n
html | a.html | ts:html | <!DOCTYPE html>\n<html><body><p>a</p></body></html>\n
hy | a.hy | - | (print 1)\n
idris | A.idr | - | module A\n
ini | a.ini | configparser | [a]\nb = 1\n
ispc | a.ispc | ts:ispc | export void a() { }\n
jade | a.jade | - | p a\n
janet | a.janet | ts:janet | (def a 1)\n
java | A.java | ts:java | package a;\nclass A { }\n
java-properties | a.properties | ts:properties | a=1\n
javascript | a.js | ts:javascript | #!/usr/bin/env node\n"use strict";\nlet a = 1;\n
jinja | a.j2 | jinja2 | <p>{{ a }}</p>\n
json5 | a.json5 | - | {a: 1}\n
jsonc | a.jsonc | - | {"a": 1}\n
jsonnet | a.jsonnet | ts:jsonnet | { a: 1 }\n
jsp | a.jsp | - | <p>a</p>\n
jsx | a.jsx | ts:javascript | const a = <p>b</p>;\n
julia | a.jl | ts:julia | module A\nend\n
just | justfile | - | a:\n  echo 1\n
kconfig | Kconfig | ts:kconfig | config A\n\tbool "a"\n
kdl | a.kdl | ts:kdl | a 1\n
kotlin | a.kt | ts:kotlin | package a\n\nfun main() { }\n
ksh | a | ts:bash | #!/bin/ksh\necho a\n
latex | a.latex | ts:latex | \\documentclass{article}\n\\begin{document}\na\n\\end{document}\n
lean | a.lean | - | def a := 1\n
less | a.less | - | @a: 1px;\n
linkerscript | a.ld | ts:linkerscript | ENTRY(start)\n
liquid | a.liquid | - | <p>{{ a }}</p>\n
llvm | a.ll | ts:llvm | define i32 @a() {\n  ret i32 0\n}\n
lua | a.lua | ts:lua | #!/usr/bin/lua\nlocal a = 1\n
luau | a.luau | ts:luau | --!strict\nlocal a: number = 1\n
m4 | a.m4 | - | define(`a', `b')\n
magik | a.magik | ts:magik | _method a.b()\n_endmethod\n
mailmap | .mailmap | - | A <a@example.com>\n
makefile | Makefile | ts:make | all:\n\techo hi\n
mako | a.mako | - | <p>${a}</p>\n
markdown | a.md | ts:markdown | ---\ntitle: a\n---\n\n# A\n\ntext\n
matlab | a.m | ts:matlab | function a()\nend\n
mdx | a.mdx | - | # A\n
mermaid | a.mmd | - | graph TD\n  A --> B\n
meson | meson.build | ts:meson | project('a', 'c')\n
metal | a.metal | - | kernel void a() { }\n
modulemap | a.modulemap | - | module A { }\n
moonscript | a.moon | - | a = 1\n
move | a.move | - | module a::b { }\n
mustache | a.mustache | - | <p>{{a}}</p>\n
myst | a.myst | ts:markdown | # A\n
ngdoc | a.ngdoc | - | @ngdoc overview\n
nginx | nginx.conf | - | events { }\n
nim | a.nim | ts:nim | echo 1\n
nimble | a.nimble | ts:nim | version = "1"\n
ninja | a.ninja | ts:ninja | rule a\n  command = b\n
nix | a.nix | ts:nix | { a = 1; }\n
npmignore | .npmignore | ts:gitignore | *.o\n
nunjucks | a.njk | - | <p>{{ a }}</p>\n
nushell | a.nu | - | let a = 1\n
objective-c | a.m | ts:objc | #import <A/A.h>\n@interface A : NSObject\n@end\n
ocaml | a.ml | ts:ocaml | let a = 1\n
odin | a.odin | ts:odin | package a\n
pascal | a.pas | ts:pascal | program a;\nbegin\nend.\n
perl | a.pl | ts:perl | #!/usr/bin/perl -w\nuse strict;\nmy $a = 1;\n
php | a.php | ts:php | <?php\ndeclare(strict_types=1);\nnamespace A;\n
plantuml | a.puml | - | @startuml\n@enduml\n
plist | a.plist | xml | <?xml version="1.0"?>\n<plist version="1.0"><dict/></plist>\n
pofile | a.po | ts:po | msgid "a"\nmsgstr "b"\n
pony | a.pony | ts:pony | actor Main\n  new create(env: Env) =>\n    env\n
powershell | a.ps1 | ts:powershell | #Requires -Version 5\nWrite-Host "a"\n
prisma | a.prisma | ts:prisma | model A {\n  id Int @id\n}\n
prolog | a.pl | - | :- module(a, []).\n
proto | a.proto | ts:proto | syntax = "proto3";\npackage a;\n
pug | a.pug | - | p a\n
puppet | a.pp | ts:puppet | class a { }\n
purescript | A.purs | ts:purescript | module A where\n\na = 1\n
pyi | a.pyi | python | def a() -> int: ...\n
pymanifest | MANIFEST.in | ts:pymanifest | include a.txt\n
python | a.py | python | #!/bin/x\n# coding: utf-8\n"A."\nfrom __future__ import annotations\n
qml | a.qml | ts:qmljs | import QtQuick 2.0\nItem { }\n
qmldir | qmldir | ts:qmldir | module A\n
quarto | a.qmd | ts:markdown | ---\ntitle: a\n---\n\ntext\n
r | a.r | ts:r | a <- 1\n
racket | a.rkt | ts:racket | #lang racket\n(define a 1)\n
raku | a.raku | - | say 1;\n
razor | a.cshtml | - | <p>@a</p>\n
rego | a.rego | ts:rego | package a\n
requirements | requirements.txt | ts:requirements | a==1.0\n
rescript | a.res | - | let a = 1\n
robot | a.robot | - | *** Test Cases ***\n
roc | a.roc | - | a = 1\n
ron | a.ron | ts:ron | (a: 1)\n
rst | a.rst | ts:rst | Title\n=====\n\ntext\n
ruby | a.rb | ts:ruby | # frozen_string_literal: true\nputs 1\n
rust | a.rs | ts:rust | //! Doc.\nfn main() { }\n
salt | a.sls | yaml | a:\n  pkg.installed\n
sas | a.sas | - | data a; run;\n
sass | a.sass | - | a\n  b: c\n
sbt | a.sbt | ts:scala | val a = 1\n
scala | a.scala | ts:scala | package a\n\nobject A\n
scheme | a.scm | ts:scheme | (define a 1)\n
scons | SConstruct | python | Program('a.c')\n
scss | a.scss | ts:scss | $a: 1px;\n
sed | a.sed | - | s/a/b/\n
shell | a.sh | ts:bash | #!/bin/sh\necho a\n
slang | a.slang | ts:hlsl | float4 main() : SV_Target { return 0; }\n
smali | a.smali | ts:smali | .class public LA;\n.super Ljava/lang/Object;\n
smithy | a.smithy | ts:smithy | $version: "2"\nnamespace a\n
snakemake | a.smk | - | rule a:\n    output: "b"\n
solidity | a.sol | ts:solidity | pragma solidity ^0.8.0;\ncontract A { }\n
sparql | a.rq | ts:sparql | SELECT ?a WHERE { ?a ?b ?c }\n
spec | a.spec | - | Name: a\n
sql | a.sql | ts:sql | SELECT 1;\n
squirrel | a.nut | ts:squirrel | local a = 1;\n
standard-ml | a.sml | - | val a = 1\n
starlark | a.star | ts:starlark | a = 1\n
stylus | a.styl | - | a\n  b c\n
svelte | a.svelte | ts:svelte | <script>\nlet a = 1;\n</script>\n<p>{a}</p>\n
svg | a.svg | xml | <?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>\n
swift | a.swift | ts:swift | import Foundation\nlet a = 1\n
system-verilog | a.sv | ts:verilog | module a;\nendmodule\n
systemd | a.service | configparser | [Unit]\nDescription=a\n
tablegen | a.td | ts:tablegen | class A;\n
tcl | a.tcl | ts:tcl | set a 1\n
teal | a.tl | - | local a = 1\n
templ | a.templ | - | package a\n
terraform | a.tf | ts:terraform | variable "a" { }\n
tex | a.tex | ts:latex | %&latex\n\\documentclass{article}\n
textproto | a.textproto | - | a: 1\n
thrift | a.thrift | ts:thrift | struct A { 1: string b }\n
tiltfile | Tiltfile | ts:starlark | docker_build('a', '.')\n
toml | a.toml | tomllib | a = 1\n[b]\nc = 2\n
ts | a.ts | ts:typescript | const a: number = 1;\n
tsx | a.tsx | ts:tsx | const a = <p>b</p>;\n
twig | a.twig | ts:twig | <p>{{ a }}</p>\n
typst | a.typ | ts:typst | = Title\n
v | a.v | ts:v | fn main() { }\n
vala | a.vala | - | void main() { }\n
vb | a.vb | - | Module A\nEnd Module\n
vbscript | a.vbs | - | Dim a\n
verilog | a.v | ts:verilog | module a;\nendmodule\n
vhdl | a.vhd | ts:vhdl | entity a is\nend a;\n
vim | a.vim | ts:vim | let a = 1\n
vtl | a.vtl | - | <p>$a</p>\n
vue | a.vue | ts:vue | <template><p>a</p></template>\n
wat | a.wat | ts:wat | (module)\n
wgsl | a.wgsl | ts:wgsl | fn a() { }\n
wolfram | a.wl | - | a = 1\n
xcconfig | a.xcconfig | - | A = 1\n
xml | a.xml | xml | <?xml version="1.0" encoding="utf-8"?>\n<a><b/></a>\n
xquery | a.xq | - | xquery version "3.0";\n
yaml | a.yaml | yaml | %YAML 1.1\n---\na: 1\n
yang | a.yang | - | module a { }\n
yara | a.yar | - | rule a { condition: true }\n
zig | a.zig | ts:zig | const a = 1;\n
zsh | a.zsh | ts:bash | #compdef a\necho a\n
"""


def _sample(line: str) -> Sample:
    kind, name, parser, text = (part.strip(" ") for part in line.split(" | ", 3))
    return Sample(kind, name, parser, text.encode().decode("unicode_escape"))


SAMPLES = tuple(_sample(line) for line in _TABLE.strip().splitlines())
