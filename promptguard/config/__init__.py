"""What a user asked: the nearest configuration over the user's own, checked word by word."""

from promptguard.config.find import load

__all__ = ["load"]
