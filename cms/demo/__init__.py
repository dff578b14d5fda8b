"""The demo: five municipalities, 24 items, and how they came about. `seed_demo` builds it and takes it away."""
