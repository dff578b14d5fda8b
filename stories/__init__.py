"""Room: good stories and initiative examples."""
