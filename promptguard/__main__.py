"""`python -m promptguard` is the command `promptguard`."""

from promptguard.cli.main import run

if __name__ == "__main__":
    run()
