"""JSON Schemas for editors: of a policy, of cases, of promptguard.toml, of CLASSIFICATION.toml.

Made from the tables that check those files, so that both say the same. Save one beside your file
and write #:schema ./NAME on the file's first line. Exit code 0; 2: the command line is wrong.
"""

import argparse
import json

from promptguard.api.schemas import SCHEMAS, schema_named
from promptguard.cli import options
from promptguard.cli.terminal import emit, save
from promptguard.errors import OK


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be typed behind `promptguard policy schema`."""
    parser.add_argument(
        "name",
        nargs="?",
        type=options.choice("a schema", SCHEMAS),
        default="policy",
        metavar="NAME",
        help=f"{', '.join(SCHEMAS)} (default: policy)",
    )
    parser.add_argument("--output", metavar="FILE", default="", help="write it there")


def run(args: argparse.Namespace) -> int:
    """Print or save a schema."""
    text = json.dumps(schema_named(args.name), ensure_ascii=False, indent=2) + "\n"
    if args.output:
        save(text, args.output)
    else:
        emit(text, encoding="utf-8")
    return OK
