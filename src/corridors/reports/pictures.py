"""Pictures for reports, handed in as values: reports never draw and never open a file."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from corridors.reports.plain import CUT, cut_text, plain_text

__all__ = ["LONGEST_ALT", "Picture"]

LONGEST_ALT = 250


@dataclass(frozen=True, slots=True)
class Picture:
    """A map or chart and what is said about it.

    Parameters
    ----------
    name
        Name of its file, without folder and ending.
    title
        Heading.
    alt
        What it shows, for those who cannot see it.
    image
        The picture: PNG as bytes, or SVG as text.
    caption
        Sentence below it.
    query
        Position of the query it belongs to, or None.
    credits
        Whom to name beside its lines.
    alike
        How many other questions it stands for.

    Examples
    --------
    >>> Picture("01-map", "The route", "A line.", "<svg/>").address
    'data:image/svg+xml;base64,PHN2Zy8+'
    """

    name: str
    title: str
    alt: str
    image: bytes | str
    caption: str = ""
    query: int | None = None
    credits: tuple[str, ...] = ()
    alike: int = 0

    @property
    def address(self) -> str:
        """The picture itself as an address, so that a page needs no other file."""
        kind = "svg+xml" if isinstance(self.image, str) else "png"
        data = self.image.encode() if isinstance(self.image, str) else self.image
        return f"data:image/{kind};base64,{b64encode(data).decode('ascii')}"

    @property
    def below(self) -> str:
        """What is written below it: the caption, and whom its lines are owed to."""
        owed = f"Some lines {'; '.join(self.credits)}." if self.credits else ""
        return " ".join(part for part in (self.caption, owed) if part)

    @property
    def alt_text(self) -> str:
        """The words for those who cannot see it, at most :data:`LONGEST_ALT` letters."""
        said = plain_text(self.alt)
        if said.endswith(CUT):  # handed in cut, perhaps within a word: that word goes as well
            said = f"{said.rpartition(' ')[0].rstrip(' ,;:') or said.rstrip(CUT)}{CUT}"
        return cut_text(said, LONGEST_ALT)
