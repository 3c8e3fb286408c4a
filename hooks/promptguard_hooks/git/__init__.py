"""git's own hooks; each is one file."""
