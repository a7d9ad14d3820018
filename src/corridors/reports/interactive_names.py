"""Names of places in another language, as the data has them."""

from __future__ import annotations

from corridors.errors import Problem, QueryError, suggest
from corridors.model.network import Network
from corridors.reports.plain import short_text

__all__ = ["names_in"]


def names_in(network: Network, language: str) -> dict[str, str]:
    """Give the names of places in a language.

    Parameters
    ----------
    network
        The network.
    language
        ISO 639 code, such as ``fa``; blank for none.

    Returns
    -------
    names
        By node; of several the first that is marked as the usual one.

    Raises
    ------
    QueryError
        If no place has a name in the language.

    Examples
    --------
    >>> from corridors import load
    >>> names_in(load(), "ru")["az-baku"]
    'Баку'
    """
    if not language:
        return {}
    found: dict[str, str] = {}
    for alias in sorted(network.aliases, key=lambda one: (one.node_id, not one.primary)):
        if alias.language == language:
            found.setdefault(alias.node_id, short_text(alias.alias))
    if not found:
        known = sorted({alias.language for alias in network.aliases if alias.language})
        raise QueryError(Problem("M41", f'no place has a name in the language "{language}"',
                                 suggest(language, known), column="names"))
    return found
