"""Measures what an answer costs: ours, and others on the same machine in the same run."""
