"""HTML that can be compared: attributes and classes sorted, white space folded, ids renamed in their order."""

import re
from html.parser import HTMLParser

ID_ATTRIBUTES = ("id", "for", "aria-describedby", "aria-controls", "aria-labelledby")
# What we add on purpose: sizes of labels, and the flag against pressing a button twice.
OURS = {"govuk-label--s", "govuk-fieldset__legend--s", "heed-table", "govuk-table__caption--m"}
DROPPED = {"data-prevent-double-click", "data-column"}


class Shape(HTMLParser):
    """Collects tags and texts of a fragment."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.ids: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = []
        for name, value in sorted(attrs):
            if name in DROPPED:
                continue
            text = value or ""
            if name == "class":
                text = " ".join(sorted(set(text.split()) - OURS))
            elif name in ID_ATTRIBUTES:
                text = " ".join(sorted(self.ids.setdefault(word, f"id{len(self.ids)}") for word in text.split()))
            told.append(f"{name}={text}")
        self.lines.append(" ".join([tag, *told]))

    def handle_endtag(self, tag: str) -> None:
        self.lines.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        text = re.sub(r"\s+", " ", data).strip()
        if text:
            self.lines.append(f'"{text}"')


def shape(html: str) -> list[str]:
    """Return the fragment's tags and texts, one a line. Ids are known by the order in which they are first met."""
    parser = Shape()
    # The first id that a fragment mentions may lie on any attribute: ids are numbered from the elements that own them.
    for found in re.findall(r'\sid="([^"]*)"', html):
        parser.ids.setdefault(found, f"id{len(parser.ids)}")
    parser.feed(html)
    parser.close()
    return parser.lines
