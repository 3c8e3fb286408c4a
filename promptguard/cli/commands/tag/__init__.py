"""Say once how sensitive files are, and see what is said: one file an action."""

#: Only the action that was typed is imported.
ACTIONS = {
    "show": "the level of a file or a line of it, and everything that led there",
    "set": "write a level into files, a folder's annotations, or a part of a file",
    "remove": "take tags out again; the files are then as they were",
    "suggest": "propose levels from what is found in files and from their neighbours",
    "verify": "are the tags right, complete, and as strong as what lies in the files?",
    "report": "how much is tagged, and how sensitive it is: a table, or a page with a map",
}
