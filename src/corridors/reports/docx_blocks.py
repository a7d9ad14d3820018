"""The blocks a Word report is made of: headings, paragraphs, lists, tables and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from corridors.reports.docx_columns import fitted
from corridors.reports.docx_page import WIDTH_MM, new_document
from corridors.reports.docx_table import table_element
from corridors.reports.docx_words import (
    Cell,
    Words,
    bare_run,
    element,
    lines_of,
    paragraph_element,
    run_element,
    text_of,
)
from corridors.reports.finding import FindingTable, numeric_columns
from corridors.reports.pictures import Picture
from corridors.reports.wording import RIGHT_TO_LEFT, Wording

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["Paper"]

WIDTH_PT = WIDTH_MM / 25.4 * 72
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
"""Behind English in a Persian line: keeps its last stop or quotation mark with it."""

TALLEST_MM = 205
"""A picture leaves room for its caption."""


class Paper:
    """A Word report in the making.

    Parameters
    ----------
    wording
        Its fixed words.

    Examples
    --------
    >>> from corridors.reports.wording import wording
    >>> paper = Paper(wording("en"))
    >>> paper.heading("Key messages", 1)
    >>> paper.bullets(["Rasht–Astara saves 1,007 km."])
    >>> [one.style.name for one in paper.document.paragraphs]
    ['Heading 1', 'List Bullet']
    """

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.document: Document = new_document(wording.lang)
        self._marks = 0
        self._counts = {"labels.table": 0, "labels.figure": 0}

    def fixed(self, key: str, **named: str) -> Words:
        """Give fixed words.

        Parameters
        ----------
        key
            Their key in the files of words.
        **named
            What stands in braces.

        Returns
        -------
        words
            In English where the language lacks them.
        """
        return Words(self.wording.said(key, named), self.wording.language_of(key))

    def term(self, text: str) -> Words:
        """Give a word of the program, such as the head of a column.

        Parameters
        ----------
        text
            The word in English.

        Returns
        -------
        word
            In English where the language lacks it.
        """
        said = self.wording.term(text)
        return Words(said, "en" if said == text else self.wording.lang)

    def heading(self, text: str | Words, level: int, mark: str = "") -> None:
        """Add a heading.

        Parameters
        ----------
        text
            What it says.
        level
            1 to 3.
        mark
            Name under which it is linked to; blank for none.
        """
        runs = [self._run(text)]
        if mark:
            self._marks += 1
            key = str(self._marks)
            runs = [element("bookmarkStart", id=key, name=mark), *runs,
                    element("bookmarkEnd", id=key)]
        self._add(paragraph_element(f"Heading{level}", *runs, turned=_turned(text)))

    def paragraph(self, text: str | Words, style: str = "Normal", *, kept: bool = False) -> None:
        """Add a paragraph; none for a blank text.

        Parameters
        ----------
        text
            What it says.
        style
            Key of its style.
        kept
            Whether it stays on one page with what follows.
        """
        if text_of(text):
            self._add(paragraph_element(style, self._run(text), turned=_turned(text), kept=kept))

    def bullets(self, texts: Iterable[str | Words]) -> None:
        """Add a list.

        Parameters
        ----------
        texts
            Its items.
        """
        for text in texts:
            self.paragraph(text, "ListBullet")

    def contents(self, targets: Iterable[tuple[str, str | Words]]) -> None:
        """Add a list of links to headings.

        Parameters
        ----------
        targets
            The mark of each heading, and what it says.
        """
        for mark, text in targets:
            link = element("hyperlink", self._run(text, style="Link"), anchor=mark, history="1")
            self._add(paragraph_element("Contents", link, turned=_turned(text)))

    def cited(self, text: str, address: str) -> None:
        """Add an item of a list that ends with an address.

        Parameters
        ----------
        text
            What it says.
        address
            An address that may be linked; blank for none.
        """
        if not address:
            self.paragraph(text, "ListBullet")
            return
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        link = element("hyperlink", self._run(address, style="Link"), history="1")
        link.set(qn("r:id"), self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK,
                                                          is_external=True))
        self._add(paragraph_element("ListBullet", self._run(text), bare_run(" "), link))

    def table(self, title: str | Words, heads: Sequence[str | Words],
              rows: Iterable[Sequence[Cell]], right: Sequence[bool]) -> None:
        """Add a table with its caption; one that is wider than the page comes in parts.

        Parameters
        ----------
        title
            The caption; it is also what is said to those who do not see the table.
        heads
            Heads of the columns.
        rows
            Cells; a row may be shorter than the head.
        right
            Which columns hold numbers.
        """
        filled = [[*map(lines_of, row), *[("",)] * (len(heads) - len(row))] for row in rows]
        plain = [[tuple(map(text_of, cell)) for cell in row] for row in filled]
        for part in fitted([*map(text_of, heads)], plain, right, WIDTH_PT):
            self._caption("labels.table", title, kept=True)
            self._add(table_element(text_of(title), heads, filled, right, part,
                                    self.wording.lang))
            self._add(paragraph_element("TableEnd"))

    def found(self, table: FindingTable) -> None:
        """Add a table of a finding, and its note; nothing where it has no rows.

        Parameters
        ----------
        table
            The table.
        """
        if table.rows:
            self.table(table.title, [*map(self.term, table.header)], table.rows,
                       numeric_columns(table))
            self.paragraph(table.note, "Note")

    def picture(self, picture: Picture) -> None:
        """Add a picture: with its alternative text, and its caption below.

        Parameters
        ----------
        picture
            The picture. An SVG cannot stand in a Word file: its words do instead.
        """
        if isinstance(picture.image, bytes):
            self.image(picture.image, picture.alt_text, WIDTH_MM, TALLEST_MM)
        else:
            self.paragraph(picture.alt_text, kept=True)
        said, below = text_of(picture.title), text_of(picture.below)
        self._caption("labels.figure", f"{said}. {below}" if below else said)

    def image(self, image: bytes, alt: str, width_mm: float, height_mm: float) -> None:
        """Add an image in a paragraph of its own, which stays with what follows.

        Parameters
        ----------
        image
            PNG or JPEG.
        alt
            What it shows.
        width_mm, height_mm
            The room there is; a smaller image keeps its size.
        """
        from docx.shared import Emu, Mm

        paragraph = self.document.add_paragraph(style="Normal")
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(BytesIO(image))
        part = min(1.0, Mm(width_mm) / shape.width, Mm(height_mm) / shape.height)
        shape.width, shape.height = Emu(int(shape.width * part)), Emu(int(shape.height * part))
        about = paragraph._p.xpath(".//wp:docPr")[0]  # noqa: SLF001
        about.set("descr", text_of(alt))

    def _caption(self, kind: str, title: str | Words, *, kept: bool = False) -> None:
        """Write a caption with a number that Word counts, and that it can list."""
        self._counts[kind] += 1
        label = self.fixed(kind)
        number = element("fldSimple", self._run(Words(str(self._counts[kind]), label.lang)),
                         instr=f" SEQ {self.wording.english[kind]} \\* ARABIC ")
        self._add(paragraph_element(
            "Caption", self._run(Words(label.text, label.lang)), bare_run(" "), number,
            self._run(Words(".", label.lang)), bare_run(" "), self._run(title),
            bare_run(LEFT_TO_RIGHT) if _turned(label) and not _turned(title) else None,
            turned=_turned(label), kept=kept))

    def _run(self, text: str | Words, style: str = "") -> Any:
        run = run_element(text, self.wording.lang)
        if style:
            run.get_or_add_rPr().insert(0, element("rStyle", val=style))
        return run

    def _add(self, block: Any) -> None:
        body = self.document.element.body
        body.insert_element_before(block, "w:sectPr")


def _turned(text: str | Words) -> bool:
    return isinstance(text, Words) and text.lang in RIGHT_TO_LEFT
