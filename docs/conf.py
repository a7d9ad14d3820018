"""How the documentation is built. Nothing that is generated is kept: it is made at build time."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

import gallery

from corridors.io.schema import Attribute, TableSchema, read_schemas
from corridors.version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[1]

project = "corridors"
author = "The corridors contributors"
copyright = "2026, the corridors contributors"
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]
exclude_patterns = ["_build", "_gallery"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "separated"
numpydoc_show_class_members = False
add_module_names = False

html_theme = "alabaster"
html_theme_options = {
    "description": "Transport corridors of Eurasia, compared",
    "page_width": "58em",
}
html_show_sourcelink = False
html_static_path = ["static"]
html_css_files = ["corridors.css"]
html_sidebars = {"**": ["about.html", "navigation.html", "searchfield.html"]}


def table_text(schema: TableSchema) -> str:
    """Write one schema table as Markdown."""
    rows = "\n".join(row_text(attribute) for attribute in schema.attributes)
    return (f"## {schema.name}.csv\n\n| column | required | type | unit, range | meaning |\n"
            f"|---|---|---|---|---|\n{rows}\n")


def row_text(attribute: Attribute) -> str:
    """Write one column of a table as a row of Markdown."""
    kind, words = attribute.type, ", ".join(attribute.values)
    if words:
        kind = f"{kind}: {words}" if len(attribute.values) <= 20 else f"{kind}, a code"
    bounds = (("from", attribute.minimum), ("to", attribute.maximum))
    span = " ".join(f"{word} {bound:g}" for word, bound in bounds if bound is not None)
    meaning = attribute.description
    if attribute.blank not in (None, "", ()):
        meaning += f" Blank means {str(attribute.blank).lower()}."
    cells = (f"`{attribute.name}`", attribute.required, kind,
             ", ".join(filter(None, (attribute.unit, span))), meaning)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def write_tables(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put the schema tables where data-tables.md leaves room for them."""
    if docname == "data-tables":
        schemas = read_schemas(ROOT / "data" / "schema")
        made = "\n".join(table_text(schema) for _, schema in sorted(schemas.items()))
        source[0] = source[0].replace("<!-- tables -->", made)


def write_gallery(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put the pictures and their commands where gallery.md leaves room for them."""
    if docname == "gallery":
        source[0] = source[0].replace("<!-- gallery -->", gallery.page())


def draw_gallery(app: Sphinx) -> None:
    """Draw the pictures, by the commands that a user would type."""
    gallery.draw_all()


def put_moving_map(app: Sphinx, exception: Exception | None) -> None:
    """Put the map to move in beside the pages, where the gallery shows it."""
    if exception is None and app.builder.format == "html":
        gallery.put_page(Path(app.outdir))


def setup(app: Sphinx) -> None:
    """Connect what is made at build time."""
    app.connect("build-finished", put_moving_map)
    app.connect("builder-inited", draw_gallery)
    app.connect("source-read", write_gallery)
    app.connect("source-read", write_tables)
