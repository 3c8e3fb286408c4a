"""Rules become pattern databases, one pass names candidates; knows no rule family."""


class CompileError(Exception):
    """No database could be made; `name` is the signal at fault where one is known."""

    def __init__(self, name: str, message: str) -> None:
        self.name = name
        super().__init__(f"{name}: {message}" if name else message)
