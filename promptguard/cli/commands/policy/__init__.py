"""What may be sent where, and why: one file an action."""

#: Only the action that was typed is imported.
ACTIONS = {
    "show": "the policy in force as a table: rows, destinations, facts",
    "matrix": "levels by destinations, coloured, or as an HTML page",
}
