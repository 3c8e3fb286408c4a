"""Who may send what where, as a table: one file a format."""
