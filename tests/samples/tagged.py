"""Files as the resolver of tags answers them, made of a few words."""

from hypothesis import strategies as st

from promptguard.model import Level, Link, Resolved, Span, Tag, TagForm, Tagged, TagScope

#: Names that would break out of a page, forge a line or hide what they are.
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>--><img src=x onerror=alert(2)>",
    "\"' onfocus='alert(3)",
    "two\nlines",
    "\u202egnp.exe",
    "\udcff\udc80.bin",
    "&lt;&amp;",
    "{{data}}",
    "__proto__",
    "constructor",
    "\u2028\u2029",
    "ключ\u0301.py",
    "😀" * 20,
)


def file(
    path: str,
    level: Level | None = None,
    lines: int = 10,
    *,
    owner: str = "",
    reason: str = "",
    labels: tuple[str, ...] = (),
    source: str = "",
) -> Tagged:
    """A file, tagged by its header where a level is given."""
    if level is None:
        return Tagged(path, Resolved(None), (), lines)
    tag = Tag(
        level,
        labels,
        TagScope.FILE,
        source or f"{path}:1",
        Span(0, 1),
        1,
        1,
        TagForm.HEADER,
        owner=owner,
        reason=reason,
    )
    owners = (owner,) if owner else ()
    chain = (Link(tag, True, "the highest level wins"),)
    return Tagged(path, Resolved(level, labels, (), owners, chain), (), lines)


_part = st.one_of(
    st.sampled_from(("a", "b", "src", "lib", "x.py")),
    st.sampled_from(tuple(name.replace("/", "") for name in HOSTILE)),
    st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=8),
)


@st.composite
def trees(draw: st.DrawFn) -> list[Tagged]:
    """Files of a tree: no path is both a file and a folder."""
    folders = draw(st.lists(st.lists(_part, max_size=3).map("/".join), max_size=6, unique=True))
    made = []
    for folder in ["", *filter(None, folders)]:
        for number in range(draw(st.integers(0, 3))):
            # Colons mark files, so that none is called like a folder.
            name = f"{draw(_part)}:{number}"
            path = f"{folder}/{name}" if folder else name
            level = draw(st.sampled_from((None, *Level)))
            made.append(file(path, level, draw(st.integers(0, 500)), reason=draw(_part)))
    return list({one.path: one for one in made}.values())
