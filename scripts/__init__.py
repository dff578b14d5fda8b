"""What the project runs beside Django."""
