"""Room: who uses the API, and who is told when something changes."""
