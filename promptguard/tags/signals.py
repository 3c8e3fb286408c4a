"""What the engine looks for, so that a document with a tag becomes a candidate."""

from promptguard.model import Signal

_WORD = "promptguard"

SIGNALS = (
    Signal(
        name="tags.marker",
        expression="".join(f"[{char}{char.upper()}]" for char in _WORD) + "[ ]?:",
        pattern=rf"(?i:{_WORD}) ?:",
        keywords=(_WORD,),
    ),
)
