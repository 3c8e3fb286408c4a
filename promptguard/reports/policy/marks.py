"""What every picture of a policy shares: a mark, a colour and a word for each action."""

from promptguard.model import Action, DestinationKind
from promptguard.policy.matrix import Matrix

#: Told apart without any colour.
MARKS = {Action.ALLOW: "✓", Action.WARN: "!", Action.REDACT: "■", Action.BLOCK: "✕"}
MEANINGS = {
    Action.ALLOW: "goes as it is",
    Action.WARN: "goes, and the sender is told why that needs care",
    Action.REDACT: "goes without the parts that are named",
    Action.BLOCK: "does not go",
}
KINDS = {
    DestinationKind.ASSISTANT: "Assistants",
    DestinationKind.PROVIDER: "Model providers",
    DestinationKind.SELF_HOSTED: "Your own machines",
    DestinationKind.UNKNOWN: "Endpoints that nobody described",
}


def who(matrix: Matrix) -> str:
    """Whose table it is, and of which text, as a title."""
    nobody = "Anyone whose role is not known" if matrix.asked else "Anybody"
    roles = " and ".join(matrix.roles) or nobody
    labels = f", text labelled {' and '.join(matrix.labels)}" if matrix.labels else ""
    return f"{roles}{labels}{f', from {matrix.origin}' if matrix.origin else ''}"
