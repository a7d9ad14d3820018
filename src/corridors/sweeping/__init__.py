"""Sweeps at scale: cases shared out among processes of this machine, or workers of a cluster."""
