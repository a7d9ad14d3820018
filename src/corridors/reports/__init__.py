"""Letters: results as text, HTML, Markdown and JSON. Nothing here writes a file."""
