"""Where text leaves: hooks of git and, later, of the assistants."""
