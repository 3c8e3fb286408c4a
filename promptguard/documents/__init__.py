"""Bytes become Documents: decoding, positions, windows. Text is UTF-8 inside the house."""
