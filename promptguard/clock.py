"""The one place that asks what time it is, so that a test can say it instead."""

import time


def today() -> str:
    """The day in UTC, such as 2026-11-24."""
    return time.strftime("%Y-%m-%d", time.gmtime())


def now() -> str:
    """The second in UTC, such as 2026-11-24T09:30:00Z."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
