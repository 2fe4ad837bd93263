"""Reads a report's HTML as a person would: headings, tables, legends; and every attribute."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "line", "path", "rect", "circle", "use", "br"}


class ReportPage(HTMLParser):
    """A parsed page.

    Attributes
    ----------
    tables : rows of the cells' texts, by the heading above them; heads are left out.
    legends : texts of the legends' entries, by the heading above them.
    tags, attributes : everything that was opened, in order.
    unclosed : tags that were never closed, or closed in the wrong order.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.legends: dict[str, list[str]] = {}
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.text = ""
        self.unclosed: list[str] = []
        self._open: list[str] = []
        self._heading = ""
        self._into: list[str] | None = None
        self.feed(html)
        self.close()
        self.unclosed += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)
        if tag == "h2":
            self._heading = ""
        if tag == "tr" and "thead" not in self._open:
            self.tables.setdefault(self._heading, []).append([])
        if tag in {"th", "td"} and "thead" not in self._open:
            self._into = self.tables[self._heading][-1]
            self._into.append("")
        if tag == "li":
            self._into = self.legends.setdefault(self._heading, [])
            self._into.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unclosed.append(tag)
        if tag in {"th", "td", "li"}:
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "style":
            return
        self.text += data
        if self._open and self._open[-1] == "h2":
            self._heading += data
        if self._into is not None:
            self._into[-1] += data
