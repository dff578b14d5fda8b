"""Roof: wires the rooms together; nothing imports it."""
