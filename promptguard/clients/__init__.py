"""The assistants that the core knows, one TOML of facts each, and where each of them sends."""
