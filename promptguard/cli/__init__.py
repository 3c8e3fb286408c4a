"""The command line: parses what was typed, prints what came of it, decides nothing."""
