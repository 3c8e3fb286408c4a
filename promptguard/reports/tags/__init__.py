"""How much is tagged, for people, for machines and for the wall: one file a format."""
