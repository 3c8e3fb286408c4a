"""The public names, pinned: everything else may move any day."""

import importlib

import promptguard


def test_public_names() -> None:
    assert promptguard.__all__ == ["__version__", "judge", "scan_paths", "scan_text"]
    for name in promptguard.__all__:
        assert getattr(promptguard, name) is not None


def test_doors_name_what_they_offer() -> None:
    assert importlib.import_module("promptguard.api.scan").__all__ == [
        "ScanOptions",
        "rule_of",
        "scan_paths",
        "scan_staged",
        "scan_stream",
        "scan_text",
        "settings_for",
    ]
