"""A classification and a request become a decision, by a table that people can read."""
