"""``bonecheck readers``: the formats of logs that are understood, with what each can and cannot give."""

from __future__ import annotations

from bonecheck.cli import options


def readers() -> None:
    """List the formats of logs, as --reader takes them."""
    from bonecheck import readers as known
    from bonecheck.cli import output as out
    from bonecheck.reports import reader_page
    from bonecheck.reports.base import Style

    listed = [reader_page.Format(each.name, each.title, each.gives, each.lacks) for each in known.all_readers()]
    out.write(reader_page.render(listed, Style(width=options.width(), colors=options.colors(None))), None)
