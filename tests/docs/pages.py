"""The documentation as it stands in the repository."""

import re
from pathlib import Path

from tests.docs.generated import ROOT

PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])


def blocks(path: Path, language: str) -> list[str]:
    """Return what stands in the page's fenced blocks of the language."""
    text = path.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)
