"""The pages of the reference that are written from the code. Write them anew with `python -m tests.docs`."""

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

import do
from heed.api.urls import api
from heed.environment import VARIABLES, Variable
from heed.policy.reference import letter_fields

ROOT = Path(__file__).parents[2]
SETTINGS = """\
# Settings

Heed reads its settings from the environment, when it starts. A value that cannot be right stops the start with a
sentence, and `heed run` refuses to start with what is fit for a demo only. This page is written from the code.

| variable | what to write | where it is unset | what it is for |
| --- | --- | --- | --- |
"""
COMMANDS = """\
# Commands

`heed` is in `.venv/bin` once Heed is set up; every command says more with `--help`. Django's own commands run as
`heed manage <command>`. This page is written from the code.

"""
SETTING_UP = """\
## python3 do.py

Sets up, runs and tests Heed from a clone; needs only Python and its pip.

```text
{0}
```
"""


def settings() -> str:
    """Return the page of the environment variables."""
    return SETTINGS + "".join(f"{_row(one)}\n" for one in VARIABLES.values())


def _row(one: Variable) -> str:
    default = one.default.replace(f"{ROOT}/", "")
    written = default if " HEED_DATA" in default else f"`{default}`" if default else "nothing"
    return f"| `{one.name}` | {one.write} | {written} | {one.about} |"


def commands() -> str:
    """Return the page of the commands."""
    ours = sorted(name for name, app in get_commands().items() if app == "heed")
    told = "".join(_command(name) for name in ours)
    doc = (do.__doc__ or "").strip()
    return COMMANDS + told + SETTING_UP.format(doc)


def _command(name: str) -> str:
    command = load_command_class("heed", name)
    parser = command.create_parser("heed", name)
    return "".join(_told(f"heed {name}", parser, _common(name)))


def _common(name: str) -> set[str]:
    """Return the options that Django gives to every command."""
    return {action.dest for action in BaseCommand().create_parser("heed", name)._actions}


def _told(name: str, parser: argparse.ArgumentParser, common: set[str], head: str = "##") -> Iterator[str]:
    yield f"{head} {name}\n\n{parser.description}\n\n"
    inner = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    rows = [one for one in parser._actions if one.dest not in {*common, "help"} and one not in inner]
    if rows:
        yield "| argument | what it is |\n| --- | --- |\n"
        yield from (f"| {_argument(one)} | {_about(one)} |\n" for one in rows)
        yield "\n"
    if parser.epilog and not inner:
        yield f"```text\n{parser.epilog.strip()}\n```\n\n"
    for one in inner:
        for word, action in one.choices.items():
            yield from _told(f"{name} {word}", action, {"help"}, f"{head}#")


def _argument(one: argparse.Action) -> str:
    if not one.option_strings:
        word = one.metavar if isinstance(one.metavar, str) else one.dest
        return f"`{word}`{' (several)' if one.nargs == '*' else ''}"
    value = "" if one.nargs == 0 else f" {one.metavar or one.dest.upper()}"
    return f"`{', '.join(one.option_strings)}{value}`{' (needed)' if one.required else ''}"


def _about(one: argparse.Action) -> str:
    return (one.help or "") % {"default": one.default}


def openapi() -> str:
    """Return the description of the API, as tools read it; the address is where the agency's Heed is."""
    return json.dumps(api.get_openapi_schema(path_prefix="/api/"), indent=2, ensure_ascii=False) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/settings.md": settings,
    "docs/reference/commands.md": commands,
    "docs/reference/letter-fields.md": letter_fields,
    "docs/reference/openapi.json": openapi,
}
