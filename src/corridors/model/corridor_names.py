"""Names of corridors in the words of those who plan them."""

from __future__ import annotations

__all__ = ["CORRIDOR_NAMES", "corridor_name"]

CORRIDOR_NAMES = {
    "afghan": "Trans-Afghan corridor",
    "aras": "Aras corridor",
    "btk": "Baku–Tbilisi–Kars",
    "chabahar": "Chabahar corridor",
    "china-kz-tm-ir": "China–Kazakhstan–Turkmenistan–Iran",
    "cku": "China–Kyrgyzstan–Uzbekistan",
    "crossroads-of-peace": "Crossroads of Peace",
    "georgia-blacksea": "Georgia and the Black Sea",
    "instc-central": "INSTC, across the Caspian",
    "instc-east": "INSTC, east of the Caspian",
    "instc-west": "INSTC, west of the Caspian",
    "iraq": "Iraq",
    "karabakh": "Karabakh",
    "kars-nakhchivan": "Kars–Nakhchivan",
    "khaf-herat": "Khaf–Herat",
    "middle": "Middle Corridor",
    "northern": "Northern Corridor",
    "pakistan": "Pakistan",
    "sea-baseline": "by sea",
    "turkiye-iran": "Türkiye–Iran",
    "zangezur-tripp": "Zangezur corridor (TRIPP)",
}
"""Corridors of the network that comes with the package, by the short name that links have."""


def corridor_name(short: str) -> str:
    """Give the name of a corridor; its short name with spaces where it is none of ours.

    Parameters
    ----------
    short
        What the data calls it.

    Examples
    --------
    >>> corridor_name("instc-west"), corridor_name("my-own_line")
    ('INSTC, west of the Caspian', 'my own line')
    """
    return CORRIDOR_NAMES.get(short, short.replace("-", " ").replace("_", " "))
