"""Patterns of paths in a configuration, as .gitignore writes them."""

from promptguard.tables import Wrong, array, described, text

_MOST = 1000
_ONE = {"type": "string", "minLength": 1, "maxLength": 1000, "pattern": r"\S"}


@described({"type": "array", "items": _ONE, "maxItems": _MOST})
def path_patterns(value: object) -> tuple[str, ...]:
    """Patterns as in .gitignore, each tried on its own, so that the wrong one is named."""
    from pathspec import GitIgnoreSpec  # 50 ms, and only who writes patterns needs it.

    def pattern(item: object) -> str:
        found: str = text(1000)(item)
        try:
            GitIgnoreSpec.from_lines([found])
        except Exception:  # re.error of a reversed range comes through beside its own error
            raise Wrong("is not a pattern that .gitignore could hold") from None
        return found

    found: tuple[str, ...] = array(pattern, _MOST)(value)
    return found
