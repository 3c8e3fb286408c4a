"""Findings and tags become a level, with a reason for every rise."""

from promptguard.classification.classify import classify, combine

__all__ = ["classify", "combine"]
