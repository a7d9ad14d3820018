"""The logo of whoever publishes a report: looked at before it is shown, and never run."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass

from corridors.errors import InputError, Problem
from corridors.reports.plain import short_text

__all__ = ["LARGEST", "Logo", "logo_of"]

LARGEST = 1_000_000
"""Bytes a logo may have at most: it stands in every page."""

_STARTS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}

# What may stand before the drawing. A document type with a part of its own may define entities
# that grow without end when they are read.
_SVG = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
                  rb"(?:<!DOCTYPE\s+svg[^>\[]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo.

    Parameters
    ----------
    image
        The picture.
    kind
        ``png``, ``jpeg`` or ``svg+xml``.
    alt
        Whose it is, for those who cannot see it; blank where that is not known.
    """

    image: bytes
    kind: str
    alt: str = ""

    @property
    def address(self) -> str:
        """The picture itself as an address: so shown, a drawing runs no script and asks nobody."""
        return f"data:image/{self.kind};base64,{b64encode(self.image).decode('ascii')}"


def logo_of(image: bytes, file: str = "", alt: str = "") -> Logo:
    """Look at the bytes of a logo.

    Parameters
    ----------
    image
        The picture.
    file
        Name of its file, for what is said when it is wrong.
    alt
        Whose it is, for those who cannot see it.

    Raises
    ------
    InputError
        If it is no picture that a page can show (Q81), or a large one (Q82).

    Examples
    --------
    >>> logo_of(b"<svg xmlns='http://www.w3.org/2000/svg'/>").kind
    'svg+xml'
    """
    kind = next((kind for kind, start in _STARTS.items() if image.startswith(start)),
                "svg+xml" if _SVG.match(image) else "")
    problems = []
    if not kind:
        problems.append(Problem(
            "Q81", "the logo is no PNG, JPEG or SVG picture",
            "Save it as PNG, or as SVG without a document type of its own (“plain SVG”).",
            file=file))
    if len(image) > LARGEST:
        problems.append(Problem(
            "Q82", f"the logo has {len(image):,} bytes; a report takes at most {LARGEST:,}",
            "Save it smaller: it is shown about 4 cm wide.", file=file))
    if problems:
        raise InputError(problems)
    return Logo(image, kind, short_text(alt))
