"""The nouns: values without behaviour, standard library only, no I/O."""

from promptguard.model.classification import Classification, Reason
from promptguard.model.finding import Finding, Place, Weight
from promptguard.model.ladders import Action, Confidence, Level
from promptguard.model.policy import (
    Actor,
    Clause,
    Decision,
    Destination,
    DestinationKind,
    Endpoint,
    Fact,
    Judged,
    Layer,
    Policy,
    Request,
    Route,
)
from promptguard.model.report import Report, Run, Suppression
from promptguard.model.rule import Candidate, Rule, Sample, Signal
from promptguard.model.settings import Condition, ForeignPlugins, Settings
from promptguard.model.tag import Link, Resolved, Tag, TagForm, Tagged, TagScope
from promptguard.model.text import Note, NoteKind, Origin, OriginKind, Span
from promptguard.model.tree import Tree

__all__ = [
    "Action",
    "Actor",
    "Candidate",
    "Classification",
    "Clause",
    "Condition",
    "Confidence",
    "Decision",
    "Destination",
    "DestinationKind",
    "Endpoint",
    "Fact",
    "Finding",
    "ForeignPlugins",
    "Judged",
    "Layer",
    "Level",
    "Link",
    "Note",
    "NoteKind",
    "Origin",
    "OriginKind",
    "Place",
    "Policy",
    "Reason",
    "Report",
    "Request",
    "Resolved",
    "Route",
    "Rule",
    "Run",
    "Sample",
    "Settings",
    "Signal",
    "Span",
    "Suppression",
    "Tag",
    "TagForm",
    "TagScope",
    "Tagged",
    "Tree",
    "Weight",
]
