"""Classification tags that humans wrote: what to look for (signals) and how to read it (inline)."""

from promptguard.tags.signals import SIGNALS

__all__ = ["SIGNALS"]
