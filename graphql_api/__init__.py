"""Roof: the door. What is true of the API as a whole; types live beside their models."""
