"""Sentences that every report says: method, limits, boundaries, licences."""

from __future__ import annotations

from corridors.reports.wording import wording

__all__ = ["BOUNDARIES", "LICENCES", "LIMITS", "METHOD"]

_WORDS = wording()

METHOD = tuple(_WORDS[key] for key in _WORDS.several("method"))
"""The method in short."""

LIMITS = tuple(_WORDS[key] for key in _WORDS.several("limits"))
"""What every reader has to bear in mind."""

BOUNDARIES = _WORDS["notes.boundaries"]
"""Note on boundaries."""

LICENCES = _WORDS["notes.licences"]
"""Note on licences."""
