"""Takes the README's picture anew: the home page of a line manager, from a demo that is running.

    python3 do.py demo                                              (in one terminal)
    .venv/bin/python -m tests.demo.picture http://localhost:8000    (in another)

Writes docs/pictures/home.png. It needs a Chromium on the machine.
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from do import NO_CHROMIUM, find_chromium

PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "home.png"
SIZE = (1000, 760)


def main(address: str) -> None:
    path = find_chromium()
    if path is None:
        raise SystemExit(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        width, height = SIZE
        page = browser.new_page(
            viewport={"width": width, "height": height}, locale="en-GB", timezone_id="Europe/London"
        )
        page.goto(address)
        managers = page.locator("li", has_text=re.compile("Line manager,.* late", re.DOTALL))
        managers.first.get_by_role("button").click()
        page.get_by_role("heading", name="What waits for you").wait_for()
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()
    sys.stdout.write(f"{PICTURE} has {PICTURE.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
