"""The doors to classification tags: one file a question."""
