"""What dashes, bars, bands and signs mean on a map: the statuses that are drawn, in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from corridors.maps import style
from corridors.maps.legend import Key, line_key
from corridors.maps.said import joined
from corridors.maps.strands import ADDED, SEASON, Strand
from corridors.model.status import STATUSES

__all__ = ["band_keys", "dash_keys", "sign_keys", "status_words"]


def dash_keys(strands: Sequence[Strand], before: str = "") -> list[Key]:
    """Give the legend of dashed and barred lines: one entry for each form that is drawn.

    Parameters
    ----------
    strands
        What is drawn.
    before
        Words before the statuses of what is not open.
    """
    forms = {strand.form: strand.width for strand in strands if strand.form}
    keys = [line_key("rail", text="restricted", status="restricted", width=forms["restricted"])] \
        if "restricted" in forms else []
    for dash in dict.fromkeys(style.DASHES.values()):
        found = [status for status in forms if style.DASHES.get(status) == dash]
        if found:
            keys.append(line_key("rail", dashed=True, text=f"{before}{status_words(found)}",
                                 status=found[0], width=forms[found[0]]))
    return keys


def sign_keys(signs: Sequence[tuple[str, object]]) -> list[Key]:
    """Give the legend of the signs along lines that stand for a status: one entry for each."""
    kinds = {kind for kind, _ in signs}
    return [Key(kind, status_words([kind]), style.GREY) for kind in ("suspended", "closed", SEASON)
            if kind in kinds]


def band_keys(strands: Sequence[Strand]) -> list[Key]:
    """Give the legend of the band under what a scenario opens or adds: one entry, or none."""
    added = {strand.status == ADDED for strand in strands if strand.new}
    words = [word for word, there in (("opened", False), ("added", True)) if there in added]
    return [Key("opened", f"{joined(words)} by the scenario")] if words else []


def status_words(found: Collection[str]) -> str:
    """Say statuses in words, in their usual order.

    Examples
    --------
    >>> status_words({"disused", "added", "under_construction"})
    'under construction, disused or added by the scenario'
    """
    words = [status.replace("_", " ") for status in STATUSES if status in found]
    words += ["closed for the season"] if SEASON in found else []
    return joined([*words, "added by the scenario"] if ADDED in found else words)
