"""Which pieces of a text must go so that the rest may: the fewest, and of these the shortest.

A row asks for a level and for labels, so that what remains is told by the highest level in it and
by which of the rows' label conditions it meets. Every such remainder is tried, the cheapest first:
the answer is exact, and the number of decisions does not grow with the number of pieces.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from promptguard.model import Clause, Confidence, Labelled, Level, Piece, Situation

#: With more label conditions than this the surplus ones are all avoided: safe, if not the fewest.
_MOST = 8
_Wanted = tuple[tuple[str, ...], Confidence]


def fewest(
    pieces: Sequence[Piece],
    rest: Situation,
    rows: Iterable[Clause],
    may_go: Callable[[Situation], bool],
) -> tuple[Piece, ...] | None:
    """The pieces to take out; None where even without all of them the rest may not go.

    `rest` is the situation without any piece, `rows` are those that `may_go` asks.
    """
    remainders = {
        frozenset(gone): None
        for gone in _candidates(range(len(pieces)), pieces, rest, _conditions(pieces, rest, rows))
    }
    for gone in sorted(remainders, key=lambda gone: _cost([pieces[each] for each in gone])):
        kept = [piece for number, piece in enumerate(pieces) if number not in gone]
        if may_go(together(rest, kept)):
            return tuple(pieces[number] for number in sorted(gone))
    return None


def together(rest: Situation, kept: Iterable[Piece]) -> Situation:
    """The situation of the rest with the pieces that stay in it."""
    surest = {each.label: each.confidence for each in rest.labels}
    level = rest.level
    for piece in kept:
        level = max(level, piece.level)
        for label, confidence in piece.labels:
            surest[label] = max(confidence, surest.get(label, confidence))
    labels = tuple(Labelled(label, surest[label]) for label in sorted(surest))
    return rest._replace(level=level, labels=labels)


def _conditions(
    pieces: Sequence[Piece], rest: Situation, rows: Iterable[Clause]
) -> tuple[_Wanted, ...]:
    """What rows ask of labels, where a piece meets it and the rest alone does not."""
    asked = dict.fromkeys((row.labels, row.confidence) for row in rows if row.labels)
    return tuple(
        wanted
        for wanted in asked
        if any(_meets(piece.labels, wanted) for piece in pieces) and not _meets(rest.labels, wanted)
    )


def _meets(labels: Sequence[Labelled], wanted: _Wanted) -> bool:
    names, confidence = wanted
    return any(each.label in names and each.confidence >= confidence for each in labels)


def _candidates(
    numbers: Iterable[int], pieces: Sequence[Piece], rest: Situation, wanted: tuple[_Wanted, ...]
) -> Iterator[list[int]]:
    """For every highest level and every choice of conditions not to meet: what must go for it."""
    known = list(numbers)
    choice, always = wanted[:_MOST], wanted[_MOST:]
    for level in Level:
        if level < rest.level:
            continue
        for size in range(len(choice) + 1):
            for avoided in combinations(choice, size):
                yield [
                    number
                    for number in known
                    if pieces[number].level > level
                    or any(_meets(pieces[number].labels, each) for each in (*avoided, *always))
                ]


def _cost(gone: Sequence[Piece]) -> tuple[int, int]:
    """Spans, overlapping ones as one, and characters."""
    spans = characters = 0
    end = (-1, -1)
    for piece in sorted(gone, key=lambda piece: (piece.text, piece.span)):
        start, stop = (piece.text, piece.span.start), (piece.text, piece.span.end)
        if start >= end:
            spans += 1
            characters += piece.span.end - piece.span.start
        elif stop > end:
            characters += stop[1] - end[1]
        end = max(end, stop)
    return spans, characters
