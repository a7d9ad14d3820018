"""The fonts that come with matplotlib, for those who print text beside its figures."""

from __future__ import annotations

from pathlib import Path

__all__ = ["print_fonts"]

FACES = ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique")


def print_fonts() -> tuple[Path, ...]:
    """Give the files of the family that maps are drawn in, so that a report looks like its maps.

    Returns
    -------
    fonts
        Regular, bold, oblique and bold oblique; the same files on every machine.

    Examples
    --------
    >>> print_fonts()[0].name
    'DejaVuSans.ttf'
    """
    import matplotlib

    folder = Path(matplotlib.get_data_path(), "fonts", "ttf")
    return tuple(folder / f"{face}.ttf" for face in FACES)
