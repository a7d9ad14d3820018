"""Numbers in sentences, kept on one line with their units."""

from __future__ import annotations

import re

__all__ = ["held"]

_UNIT = re.compile(r"(?<=\d) (?:%|km|days?|hours?|h|USD/TEU|kg CO2/TEU)(?!\w)|(?<!\w)USD (?=\d)")


def held(text: str) -> str:
    """Keep a number and its unit on one line.

    Parameters
    ----------
    text
        A sentence.

    Examples
    --------
    >>> held("−16 %") == "−16\\N{NO-BREAK SPACE}%"
    True
    """
    return _UNIT.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)
