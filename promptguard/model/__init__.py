"""The nouns: values without behaviour, standard library only, no I/O."""

from promptguard.model.classification import Classification, Reason
from promptguard.model.finding import Finding, Place, Weight
from promptguard.model.ladders import Action, Confidence, Level
from promptguard.model.policy import (
    Actor,
    Clause,
    Comparison,
    Decision,
    Delegation,
    Destination,
    DestinationKind,
    Endpoint,
    Exemption,
    Fact,
    Judged,
    Labelled,
    Layer,
    LayerKind,
    Policy,
    RoleRule,
    Roles,
    Route,
    Situation,
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
    "Comparison",
    "Condition",
    "Confidence",
    "Decision",
    "Delegation",
    "Destination",
    "DestinationKind",
    "Endpoint",
    "Exemption",
    "Fact",
    "Finding",
    "ForeignPlugins",
    "Judged",
    "Labelled",
    "Layer",
    "LayerKind",
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
    "Resolved",
    "RoleRule",
    "Roles",
    "Route",
    "Rule",
    "Run",
    "Sample",
    "Settings",
    "Signal",
    "Situation",
    "Span",
    "Suppression",
    "Tag",
    "TagForm",
    "TagScope",
    "Tagged",
    "Tree",
    "Weight",
]
