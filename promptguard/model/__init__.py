"""The nouns: values without behaviour, standard library only, no I/O."""

from promptguard.model.classification import Classification, Reason
from promptguard.model.finding import Finding, Place, Weight
from promptguard.model.ladders import Action, Confidence, Level
from promptguard.model.policy import (
    Actor,
    Clause,
    Decision,
    Destination,
    Fact,
    Judged,
    Layer,
    Policy,
    Request,
)
from promptguard.model.problem import Kind, Problem, Share, Verified
from promptguard.model.report import Report, Run, Suppression
from promptguard.model.rule import Candidate, Rule, Sample, Signal
from promptguard.model.settings import Condition, ForeignPlugins, Minimum, Settings, TagRules
from promptguard.model.suggestion import Draft, Material, Suggested, Suggestion
from promptguard.model.tag import Link, Resolved, Tag, TagForm, Tagged, TagScope
from promptguard.model.text import Mistake, Note, NoteKind, Origin, OriginKind, Span
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
    "Draft",
    "Fact",
    "Finding",
    "ForeignPlugins",
    "Judged",
    "Kind",
    "Layer",
    "Level",
    "Link",
    "Material",
    "Minimum",
    "Mistake",
    "Note",
    "NoteKind",
    "Origin",
    "OriginKind",
    "Place",
    "Policy",
    "Problem",
    "Reason",
    "Report",
    "Request",
    "Resolved",
    "Rule",
    "Run",
    "Sample",
    "Settings",
    "Share",
    "Signal",
    "Span",
    "Suggested",
    "Suggestion",
    "Suppression",
    "Tag",
    "TagForm",
    "TagRules",
    "TagScope",
    "Tagged",
    "Tree",
    "Verified",
    "Weight",
]
