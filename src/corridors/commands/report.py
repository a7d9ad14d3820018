"""``corridors report``: the report of a run again, in another language, format or look."""

from __future__ import annotations

from corridors.commands.arguments import Arguments
from corridors.commands.asking import print_text
from corridors.commands.print_options import printing_asked

__all__ = ["report"]


def report(arguments: Arguments) -> None:
    """Print the report of a run again, and say where it is."""
    from corridors.printing import print_again

    printing = printing_asked(arguments)
    paths = print_again(arguments.folder, arguments.out, printing, overwrite=arguments.overwrite)
    print_text("".join(f"{path}\n" for path in paths))
