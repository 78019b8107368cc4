"""What templates may not contain: anything that the security policy refuses, and words that cannot be translated."""

import re
from html.parser import HTMLParser
from pathlib import Path

from tests.shape.source import name_of, templates

STATIC = re.compile(r"""{%\s*static\s+['"]([^'"]+)['"]""")
COPIED = {"govuk-frontend.min.js"}
"""What setting up puts beside our own files."""
SHOWN = ("alt", "aria-label", "title", "placeholder", "aria-description")
NAMES = {"Heed"}


class Page(HTMLParser):
    """Collects what is said and what is refused, with the lines where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[int, str]] = []
        self.refused: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        given = dict(attrs)
        self.refused += [(line, f"{name}=…") for name in given if name == "style" or re.match(r"on[a-z]+$", name)]
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/json"):
            self.refused.append((line, f"<{tag}>"))
        self.refused += [(line, f"{name}: {text}") for name, text in attrs if (text or "").startswith("javascript:")]
        self.said += [(line, text) for name, text in attrs if name in SHOWN and text]

    def handle_data(self, data: str) -> None:
        self.said.append((self.getpos()[0], data))


def look_at(path: Path) -> Page:
    """Read a template as the page it makes, with what the template language adds blanked out (lines stay)."""
    page = Page()
    text = path.read_text("utf-8")
    for pattern in (
        r"{%\s*comment.*?{%\s*endcomment\s*%}",
        r"{%\s*blocktrans(late)?\b.*?{%\s*endblocktrans(late)?\s*%}",
        r"{#.*?#}",
        r"{%.*?%}",
        r"{{.*?}}",
    ):
        text = re.sub(pattern, lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    page.feed(text)
    page.close()
    return page


def pages_hold_no_inline_code(root: Path) -> list[str]:
    return [
        f"{name_of(root, path)}:{line}: {what}"
        for path in templates(root)
        if path.suffix == ".html"
        for line, what in look_at(path).refused
    ]


def pages_hold_no_untranslated_words(root: Path) -> list[str]:
    return [
        f"{name_of(root, path)}:{line}: {' '.join(text.split())[:60]}"
        for path in templates(root)
        for line, text in look_at(path).said
        if re.search(r"[A-Za-z]{2}", text) and text.strip(" \n\t–-|") not in NAMES
    ]


def pages_name_files_that_exist(root: Path) -> list[str]:
    web = root / "heed" / "web"
    return [
        f"{name_of(root, path)}: there is no {name}"
        for path in templates(root)
        for name in STATIC.findall(path.read_text("utf-8"))
        if name not in COPIED
        and not any((web / place).exists() for place in (f"static/{name}", f"assets/{name}"))
        and not (name.endswith(".css") and (web / "assets" / name).with_suffix(".scss").exists())
    ]


def pages_read_no_clock(root: Path) -> list[str]:
    return [
        f"{name_of(root, path)}: {match[0]}"
        for path in templates(root)
        if (match := re.search(r"{%\s*now\b.*?%}|\|\s*(timesince|timeuntil|naturaltime)\b", path.read_text("utf-8")))
    ]
