"""The version of corridors, said once."""

__version__ = "0.1.0"
