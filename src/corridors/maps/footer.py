"""The small print: where the ground comes from, what it does not say, what the map rests on."""

from __future__ import annotations

from collections.abc import Sequence

from corridors.maps.ground import Ground
from corridors.maps.projection import View
from corridors.maps.text import clean, safe
from corridors.model.snapshot import Snapshot
from corridors.version import __version__

__all__ = ["GROUND", "footer_text", "named", "network_text", "short"]

GROUND = "Basemap: Natural Earth."
"""Below a picture in another's text; the small print of the map says more."""

POLICY = {
    "dotted": "dotted where disputed",
    "de_facto": "disputed ones drawn like the others",
    "none": "no boundaries drawn",
}
NOTED_STRETCH = 0.02
LONGEST_NAME = 90
"""Letters of the name of a scenario with its hash."""



def footer_text(snapshot: Snapshot, view: View, grounds: Sequence[Ground], boundaries: str,
                owed: Sequence[str], scenario: str = "") -> str:
    """Write the small print of a map.

    Parameters
    ----------
    snapshot
        What is drawn.
    view
        The main panel.
    grounds
        What is under the panels and the inset.
    boundaries
        How disputed boundaries look.
    owed
        Whom to name beside the lines drawn.
    scenario
        The scenario, as :func:`named` says it; blank for that of the snapshot.

    Returns
    -------
    text
        Two sentences on the ground and one on the network.
    """
    scales = sorted({ground.sheet.scale for ground in grounds})
    ground = (f"Basemap: Natural Earth {' and '.join(scales)}, version 4.1.0 "
              "(public domain), by world-atlas 2.0.2. Boundaries and names are those of the "
              "basemap (de facto, 2018) and imply no opinion on the status of any territory; "
              f"{POLICY[boundaries]}{_ground_note(grounds)}. "
              "Lambert azimuthal equal-area projection, centre "
              f"{view.projection.said}{_scale_note(view)}.")
    return f"{ground} {network_text(snapshot, scenario)} {_line_note(owed)}".strip()


def network_text(snapshot: Snapshot, scenario: str = "") -> str:
    """Say what a picture rests on: day, hashes of network and scenario, version of corridors.

    Parameters
    ----------
    snapshot
        What is drawn.
    scenario
        The scenario, as :func:`named` says it; blank for that of the snapshot.

    Returns
    -------
    text
        One sentence.
    """
    changed = scenario in {"", snapshot.scenario}
    name = named(snapshot.scenario, snapshot.scenario_version) if changed else scenario
    asked = f", scenario {safe(name, LONGEST_NAME)}" if name else ""
    return (f"Network on {snapshot.on.isoformat()}, version {short(snapshot.network.version)}"
            f"{asked}; corridors {__version__}.")


def named(scenario: str, version: str) -> str:
    """Name a scenario with the hash of its file; one made in Python has none.

    Examples
    --------
    >>> named("rasht-astara", "sha256:c62b5af39bd2a7"), named("mine", "")
    ('rasht-astara (file c62b5af39bd2)', 'mine')
    """
    return f"{clean(scenario)} (file {short(version)})" if version else scenario


def short(version: str) -> str:
    """Shorten a hash to twelve figures.

    Examples
    --------
    >>> short("sha256:c62b5af39bd2a7")
    'c62b5af39bd2'
    """
    return version.removeprefix("sha256:")[:12]


def _ground_note(grounds: Sequence[Ground]) -> str:
    lakes = any(not ground.lakes.is_empty for ground in grounds)
    beyond = any(ground.beyond for ground in grounds)
    return f"{'; lakes approximate' if lakes else ''}" \
           f"{'; outside the basemap: pale' if beyond else ''}"


def _scale_note(view: View) -> str:
    far = view.stretch
    return "" if far < NOTED_STRETCH else \
        f" (scale true there, up to {100 * far:.0f} % longer in the corners)"


def _line_note(owed: Sequence[str]) -> str:
    said = "Lines show the course, not the surveyed alignment."
    return f"{said} Some lines {safe('; '.join(owed))}." if owed else said
