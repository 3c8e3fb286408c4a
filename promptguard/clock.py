"""The one place that asks what day it is, so that a test can say it instead."""

import time


def today() -> str:
    """The day in UTC, such as 2026-11-24."""
    return time.strftime("%Y-%m-%d", time.gmtime())
