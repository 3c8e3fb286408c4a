"""python-stdnum behind a guard: a check by its module's name, imported when first asked."""

from collections.abc import Callable
from functools import lru_cache

Check = Callable[[str], bool]


@lru_cache(maxsize=256)
def standard(name: str) -> Check:
    """The check of `stdnum.<name>`.

    Some of its modules raise on odd input instead of refusing it (`cn.ric` a KeyError), so every
    exception is a no.
    """

    def holds(value: str) -> bool:
        try:
            return bool(_is_valid(name)(value))
        except Exception:  # a foreign check may raise anything, and a no is all that it means
            return False

    return holds


@lru_cache(maxsize=256)
def _is_valid(name: str) -> Check:
    from importlib import import_module

    found: Check = import_module(f"stdnum.{name}").is_valid
    return found


def any_of(*checks: Check) -> Check:
    """Does one of them hold?"""
    return lambda value: any(check(value) for check in checks)
