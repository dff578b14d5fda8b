"""Settings: `env` reads the environment, `base` is the same everywhere, the others say where we are."""
