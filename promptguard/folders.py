"""Where files lie outside every repository: this user's own, and the administrator's."""

import os
import sys

_NAME = "promptguard"
#: Where an organisation's policy lies. Constant: a variable would be the user's to change.
SYSTEM_POLICY = {
    "darwin": "/Library/Application Support/promptguard/policy.toml",
    "win32": r"C:\ProgramData\promptguard\policy.toml",
}.get(sys.platform, "/etc/promptguard/policy.toml")
#: The accounts whose files are the organisation's.
ADMINISTRATORS = frozenset((0,))


def user_cache() -> str:
    """The folder of what can be made again, which may not exist."""
    if sys.platform == "darwin" and not os.environ.get("XDG_CACHE_HOME"):
        return os.path.join(os.path.expanduser("~"), "Library", "Caches", _NAME)
    return os.path.join(_base("XDG_CACHE_HOME", ".cache", "LOCALAPPDATA", "Local"), _NAME)


def user_config() -> str:
    """The folder of the user's own configuration, which may not exist."""
    return os.path.join(_base("XDG_CONFIG_HOME", ".config", "APPDATA", "Roaming"), _NAME)


def user_state() -> str:
    """The folder of what promptguard writes about itself, which may not exist."""
    return os.path.join(_base("XDG_STATE_HOME", ".local/state", "LOCALAPPDATA", "Local"), _NAME)


def user_settings() -> str:
    """The user's own configuration file, which may not exist."""
    return os.path.join(user_config(), "config.toml")


def _base(variable: str, folder: str, windows: str, windows_folder: str) -> str:
    explicit = os.environ.get(variable, "")
    if os.path.isabs(explicit):  # The XDG specification: a relative path there is to be ignored.
        return explicit
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.environ.get(windows) or os.path.join(home, "AppData", windows_folder)
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Application Support")
    return os.path.join(home, *folder.split("/"))
