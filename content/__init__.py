"""Floor: what all content is made of, and what readers may see of it."""
