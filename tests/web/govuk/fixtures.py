"""GOV.UK Frontend's own examples: each component's options and the HTML that they make."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

COMPONENTS = Path(__file__).parents[3] / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
ABSENT = "GOV.UK Frontend is not installed: run python3 do.py setup"


class Example(NamedTuple):
    """One example of a component."""

    component: str
    name: str
    options: dict[str, Any]
    html: str


def paths(options: Any, before: str = "") -> Iterable[str]:
    """Yield every option that an example uses, as "items.hint.text"."""
    if isinstance(options, dict):
        for name, value in options.items():
            yield from paths(value, f"{before}.{name}" if before else name)
    elif isinstance(options, list):
        for value in options:
            yield from paths(value, before)
    else:
        yield before


def examples(component: str, known: set[str]) -> list[Example]:
    """Return the examples that use known options only; an option ends in `*` where everything below it is known."""
    file = COMPONENTS / component / "fixtures.json"
    if not file.exists():
        return []
    found = json.loads(file.read_text("utf-8"))["fixtures"]
    return [
        Example(component, one["name"], one["options"], one["html"])
        for one in found
        if set(paths(one["options"])) <= known
    ]


def anything(_options: dict[str, Any]) -> bool:
    return True


def parametrize(
    component: str, known: set[str], *, where: Callable[[dict[str, Any]], bool] = anything
) -> pytest.MarkDecorator:
    """Run a test with each example whose options we know and `where` holds; skip it where node_modules is absent."""
    found = [one for one in examples(component, known) if where(one.options)]
    if not found and COMPONENTS.exists():
        raise LookupError(f"no example of {component} is compared")
    cases = [pytest.param(one, id=one.name) for one in found]
    absent = pytest.param(None, marks=pytest.mark.skip(reason=ABSENT), id="absent")
    return pytest.mark.parametrize("example", cases or [absent])
