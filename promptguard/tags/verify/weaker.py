"""Tags that promise less than what lies in the file: `public` on a file with a private key."""

from collections.abc import Iterator, Sequence
from shlex import quote

from promptguard.model import Confidence, Kind, Level, Material, Problem, Resolved, Tagged
from promptguard.tags.resolve import resolve
from promptguard.tags.verify._facts import Facts

KINDS = (
    Kind(
        "tags.weaker-than-content",
        "A file holds more sensitive material than its tag says",
        "Take the material out, or tag the file as what it is; a false alarm is accepted by a "
        "comment on its line: promptguard: allow RULE.",
    ),
)


def check(facts: Facts) -> Iterator[Problem]:
    """One problem a file: the worst place, and how many more there are."""
    for path, materials in facts.found.items():
        tagged = facts.tagged.get(path)
        if tagged is not None:
            weak = [one for one in materials if _is_weak(one, tagged)]
            if weak:
                yield _problem(path, weak, tagged)


def _is_weak(material: Material, tagged: Tagged) -> bool:
    """Is it more than whoever reads that place was told?

    Nobody has promised anything of an untagged file, so only restricted material counts there;
    what makes a text merely internal says nothing against any tag.
    """
    said = _at(material, tagged).level
    if said is None:
        return material.level is Level.RESTRICTED
    return material.level > max(said, Level.INTERNAL)


def _at(material: Material, tagged: Tagged) -> Resolved:
    """What the tags say of just that place: a region elsewhere in the file protects nothing here.

    A finding without a place is about the whole file.
    """
    if not material.line:
        return tagged.resolved
    tags = [link.tag for link in tagged.resolved.chain]
    return resolve(tags, material.line, max(material.line, material.end_line))


def _problem(path: str, weak: Sequence[Material], tagged: Tagged) -> Problem:
    worst = min(weak, key=lambda one: (-one.level, -one.confidence, one.line))
    said = _at(worst, tagged).level
    tag = "has no tag" if said is None else f"is tagged {said.word}"
    sure = worst.confidence.word.replace("_", " ")
    more = f", and {len(weak) - 1} more like it" if len(weak) > 1 else ""
    text = f"{tag}, but {worst.level.word} material stands here: {worst.title} ({sure}){more}"
    command = f"promptguard tag set {worst.level.word} {quote(path)}"
    hint = (
        f"Take it out, or say what the file is: {command}; "
        f"a false alarm: promptguard: allow {worst.rule_id} in a comment on that line"
    )
    # A false alarm that stops people is how such tools get switched off.
    stops = any(one.confidence >= Confidence.LIKELY for one in weak)
    return Problem(KINDS[0].id, path, worst.line, text, hint, stops=stops)
