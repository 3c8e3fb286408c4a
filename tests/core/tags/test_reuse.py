"""Precedence and nesting are those of REUSE.toml: the same trees, asked of the `reuse` tool.

Every annotation has the same level here, so that nothing but precedence decides which of them
speak; each has a label of its own, and in REUSE.toml a licence of the same name.

One difference is meant: where a folder overrides, the tool also names the `closest` annotation of a
folder above it, whose level could then never be lowered; with us the override silences it.
"""

import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from promptguard.api.tags.resolve import tagged
from promptguard.sources.trees import FolderTree

REUSE = os.environ.get("REUSE_TOOL") or shutil.which("reuse")
MARK = "promptguard" + ":"
FOLDERS = ("", "a/", "a/b/", "c/")
#: REUSE's globs are other ones than ours; both read these alike as `path` and `/path`.
GLOBS = ("**", "x.py", "y.py", "a/**", "b/**", "b/x.py")


def grow(root: Path, seed: int) -> dict[str, str]:
    """A random tree, annotated for both tools alike; the precedence of every label."""
    known: dict[str, str] = {}
    dice = random.Random(seed)
    number = 0
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True)
        for name in ("x.py", "y.py", "z.py"):
            number += 1
            own = dice.random() < 0.4
            spdx = f"# SPDX-License-Identifier: LicenseRef-n{number}\n"
            spdx += f"# SPDX-FileCopyrightText: 2024 n{number}\n"
            header = f"{spdx}# {MARK} confidential labels=n{number}\n" if own else "a = 1\n"
            (root / folder / name).write_text(header)
        theirs, ours = ["version = 1"], ["version = 1"]
        for _ in range(dice.randrange(3)):
            number += 1
            globs = dice.sample(GLOBS, dice.randint(1, 2))
            precedence = dice.choice(["closest", "aggregate", "override"])
            known[f"n{number}"] = precedence
            theirs += [
                "[[annotations]]",
                f"path = {json.dumps(globs)}",
                f'precedence = "{precedence}"',
                f'SPDX-FileCopyrightText = "2024 n{number}"',
                f'SPDX-License-Identifier = "LicenseRef-n{number}"',
            ]
            ours += [
                "[[annotations]]",
                f"path = {json.dumps([f'/{glob}' for glob in globs])}",
                f'precedence = "{precedence}"',
                'level = "confidential"',
                'reason = "as in REUSE"',
                f'labels = ["n{number}"]',
            ]
        (root / folder / "REUSE.toml").write_text("\n".join(theirs))
        (root / folder / "CLASSIFICATION.toml").write_text("\n".join(ours))
    return known


def as_reuse_has_it(root: Path) -> dict[str, list[str]]:
    assert REUSE
    done = subprocess.run(
        [REUSE, "--root", root, "lint", "--json"], capture_output=True, text=True, check=False
    )
    found = {}
    for file in json.loads(done.stdout)["files"]:
        said = {each["value"].removeprefix("LicenseRef-") for each in file["spdx_expressions"]}
        found[file["path"]] = sorted(said)
    return {path: said for path, said in found.items() if path.endswith(".py")}


@pytest.mark.skipif(not REUSE, reason="the reuse tool is not installed (pip install reuse)")
@pytest.mark.parametrize("seed", range(12))
def test_the_same_annotations_speak_as_in_reuse(tmp_path: Path, seed: int) -> None:
    known = grow(tmp_path, seed)
    theirs = as_reuse_has_it(tmp_path)
    ours = {
        each.path: list(each.resolved.labels)
        for each in tagged(FolderTree(str(tmp_path)))
        if each.path.endswith(".py")
    }
    assert theirs
    for path, labels in theirs.items():
        overridden = any(known.get(label) == "override" for label in labels)
        wanted = [label for label in labels if not (overridden and known.get(label) == "closest")]
        assert ours[path] == wanted, path
