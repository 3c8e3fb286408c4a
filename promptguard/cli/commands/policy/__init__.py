"""What may be sent where, and why: one file an action."""

#: Only the action that was typed is imported.
ACTIONS = {
    "show": "the policy in force as a table: rows, destinations, facts",
    "explain": "why it decides so, as a proof that can be replayed",
    "matrix": "levels by destinations, coloured, or as an HTML page",
    "test": "does it decide as your cases expect?",
    "lint": "rows that never decide, contradictions, gaps, expired evidence",
    "diff": "which cells change from one policy to another",
    "init": "begin a policy from a preset, with a schema for your editor",
    "schema": "JSON Schemas, for editors, of every file that you write",
    "destination": "where an assistant really sends, and which file or variable says so",
}
