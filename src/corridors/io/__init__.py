"""The side door: the only floor that opens and writes files."""
