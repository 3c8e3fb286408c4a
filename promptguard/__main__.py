"""`python -m promptguard` is the command `promptguard`."""

import sys

from promptguard.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
