"""What a base installation puts on disk: the commit hook of every user carries it."""

from importlib.metadata import Distribution, distribution

from packaging.requirements import Requirement

#: Beyond pip's own. An editable checkout counts only by its dependencies, plus itself below.
_LIMIT = 60_000_000
_ITSELF = 3_000_000


def needed(name: str, known: dict[str, Distribution]) -> dict[str, Distribution]:
    """A distribution and everything that it needs without extras."""
    found = distribution(name)
    known[name] = found
    for line in found.requires or ():
        requirement = Requirement(line)
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if wanted and requirement.name.lower() not in known:
            needed(requirement.name.lower(), known)
    return known


def test_a_base_installation_is_small() -> None:
    sizes = {
        name: sum(
            path.stat().st_size
            for file in found.files or ()
            if (path := found.locate_file(file)).is_file()  # type: ignore[attr-defined]
        )
        for name, found in needed("promptguard-dlp", {}).items()
    }
    assert sum(sizes.values()) + _ITSELF <= _LIMIT, sizes
    assert "pygls" not in sizes
    assert "hyperscan" in sizes
