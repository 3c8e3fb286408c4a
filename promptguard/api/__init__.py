"""The doors of the core, one file each; a room is imported only when somebody asks for it."""
