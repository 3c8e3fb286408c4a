"""One file, one command: `add_arguments(parser)` and `run(args)`, which answers the exit code."""
