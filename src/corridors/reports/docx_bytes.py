"""A Word file as bytes that are the same for the same words: no date of today, no chance."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["document_bytes"]

FIRST = "[Content_Types].xml"
"""Readers look here for what the others are."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day a zip file knows."""


def document_bytes(document: Document) -> bytes:
    """Save a document.

    Parameters
    ----------
    document
        The document.

    Returns
    -------
    data
        The file. Everything in it is dated on the first day a zip file knows.

    Examples
    --------
    >>> from docx import Document
    >>> document_bytes(Document()) == document_bytes(Document())
    True
    """
    saved, stable = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as parts, ZipFile(stable, "w", ZIP_DEFLATED) as packed:
        for name in sorted(parts.namelist(), key=lambda name: (name != FIRST, name)):
            about = ZipInfo(name, EPOCH)
            about.compress_type = ZIP_DEFLATED
            about.create_system = 0  # not the machine it is made on
            about.external_attr = 0
            packed.writestr(about, parts.read(name))
    return stable.getvalue()
