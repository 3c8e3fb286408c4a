"""Parts of a whole as people read them: never 0 % of something, never 100 % of nearly all."""

from collections.abc import Sequence


def percent(part: int, whole: int) -> str:
    """A share in words: `0 %` only where there is none, `100 %` only where it is all."""
    if not whole:
        return "-"
    if 0 < part * 200 < whole:
        return "<1 %"
    if part < whole and part * 200 > 199 * whole:
        return ">99 %"
    return f"{(200 * part + whole) // (2 * whole)} %"


def shares(amounts: Sequence[int], width: int) -> list[int]:
    """A row of `width` cells dealt out by amount (largest remainder), the rarest seen as well."""
    whole = sum(amounts)
    if not whole:
        return [0] * len(amounts)
    parts = [amount * width // whole for amount in amounts]
    order = sorted(range(len(amounts)), key=lambda one: -(amounts[one] * width % whole))
    for one in order[: width - sum(parts)]:
        parts[one] += 1
    for one, amount in enumerate(amounts):
        if amount and not parts[one] and max(parts) > 1:
            parts[parts.index(max(parts))] -= 1
            parts[one] = 1
    return parts
