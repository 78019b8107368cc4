"""`heed policy`: check, explain, compare and try policy files, and say which clauses something serves.

Every action takes files or the ids of policies that come with Heed. Exit codes: 0 as it should be, 1 faults were
found, 2 the question itself was wrong.
"""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from heed import clock
from heed.cli.policy_words import answer_json, answer_text, coverage_text
from heed.policy.asking import asked_facts, asked_moment, asked_verb
from heed.policy.book import Book
from heed.policy.check import check
from heed.policy.compare import compare
from heed.policy.coverage import coverage
from heed.policy.explain import explain
from heed.policy.faults import PolicyFaults, nearest
from heed.policy.load import load, shipped, shipped_ids, with_parents
from heed.policy.play import implied, what_follows
from heed.policy.reference import reference
from heed.policy.source import Source, read
from heed.policy.vocabulary import VOCABULARY

FINE, FAULTY, MISTAKEN = 0, 1, 2
POLICY_HELP = "a policy file, or the id of one that comes with Heed"


class Out(Protocol):
    """Somewhere to write."""

    def write(self, text: str, /) -> object:
        """Write a text."""


class Action(ArgumentParser):
    """One action; it takes facts wherever they stand, also after options, where argparse takes no more words."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Take the facts out, and the rest as argparse does."""
        words = list(args or ())
        facts = [word for word in words if "=" in word and not word.startswith("-")]
        found, rest = super().parse_known_args([word for word in words if word not in facts], namespace)
        if hasattr(found, "facts"):
            found.facts = [*found.facts, *facts]
            return found, rest
        return found, [*rest, *facts]


def add_arguments(parser: ArgumentParser) -> None:
    """Give the parser the actions of `heed policy` and their arguments."""
    parser.formatter_class, parser.epilog = RawDescriptionHelpFormatter, "example:\n  heed policy check cafcass\n"
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="action", title="actions", parser_class=Action
    )

    def action(name: str, about: str, example: str) -> Action:
        return actions.add_parser(
            name, help=about, description=about, epilog=f"example:\n  heed policy {example}",
            formatter_class=RawDescriptionHelpFormatter,
        )  # fmt: skip

    one = action("check", "Say everything that is wrong with policy files.", "check my-council.toml")
    one.add_argument("policies", nargs="*", help=f"{POLICY_HELP}; all that come with Heed if none is named")
    one.add_argument("--json", action="store_true", help="write JSON")
    one = action("explain", "Say in plain English what a policy says.", "explain cafcass")
    one.add_argument("policy", help=POLICY_HELP)
    one.add_argument("--language", default="en", help="the language of the policy's own texts, such as cy")
    one = action("compare", "Say what changes between two policies.", "compare default my-council.toml")
    one.add_argument("old", help=POLICY_HELP)
    one.add_argument("new", help=POLICY_HELP)
    one = action("coverage", "Say which clauses of the five documents something serves.", "coverage --json")
    one.add_argument("--json", action="store_true", help="write JSON")
    one = action(
        "try", "Say what would follow if something happened. Nothing is written anywhere.",
        "try cafcass incident.report --at 2026-04-02T16:30 kinds=physical-violence felt_threatened=yes",
    )  # fmt: skip
    one.add_argument("policy", help=POLICY_HELP)
    one.add_argument("verb", help="what happens, such as incident.report")
    one.add_argument("facts", nargs="*", metavar="fact=value", help="yes or no, a word, a number, or words with commas")
    one.add_argument("--at", help="when it happens, such as 2026-04-02T16:30; now if left out")
    one.add_argument("--json", action="store_true", help="write JSON")
    action("reference", "Write the reference of the policy vocabulary as Markdown.", "reference")


def handle(options: Mapping[str, Any], out: Out) -> int:
    """Do what was asked and return the exit code."""
    try:
        return ACTIONS[options["action"]](options, out)
    except PolicyFaults as error:
        out.write(f"{error}\n")
        return FAULTY
    except (ValueError, OSError) as error:
        out.write(f"{error}\n")
        return MISTAKEN


def _check(options: Mapping[str, Any], out: Out) -> int:
    given, unread = _given(options["policies"] or shipped_ids())
    whole = dict.fromkeys([*given, *(one for source in given for one in with_parents(source, given))])
    faults = check(list(whole), VOCABULARY)
    if options["json"]:
        found = {"files": [one.name for one in whole], "faults": [asdict(fault) for fault in faults]}
        out.write(_json(found | ({"unread": unread} if unread else {})))
    else:
        total = f"{_count(len(whole), 'file')} checked, {_count(len(faults), 'fault')}.\n" if whole else ""
        out.write("".join(f"{line}\n" for line in (*faults, *unread)) + total)
    return MISTAKEN if unread else FAULTY if faults else FINE


def _given(policies: Iterable[str]) -> tuple[list[Source], list[str]]:
    """Return the policies that can be read, and of each other one a sentence that says why not."""
    given, unread = [], []
    for one in policies:
        try:
            given.append(_sources(one)[0])
        except OSError as error:
            unread.append(f"{one} cannot be read: {(error.strerror or 'it is no file').lower()}.")
        except ValueError as error:
            unread.append(str(error))
    return given, unread


def _explain(options: Mapping[str, Any], out: Out) -> int:
    out.write(explain(_book(options["policy"]), options["language"]))
    return FINE


def _compare(options: Mapping[str, Any], out: Out) -> int:
    changes = compare(_book(options["old"]), _book(options["new"]))
    out.write("".join(f"{change.sentence}\n" for change in changes) or "Nothing changes.\n")
    return FINE


def _coverage(options: Mapping[str, Any], out: Out) -> int:
    found = coverage(VOCABULARY)
    numbers = Counter(one.state for one in found)
    if options["json"]:
        out.write(_json({"clauses": [one.to_json() for one in found], "numbers": dict(numbers)}))
    else:
        out.write(coverage_text(found))
    return FINE


def _try(options: Mapping[str, Any], out: Out) -> int:
    book = _book(options["policy"])
    verb = asked_verb(book, options["verb"])
    given = implied(book, asked_facts(book, verb, options["facts"]))
    at = asked_moment(book, options["at"]) if options["at"] else clock.now()
    follows = what_follows(book, verb.name, given, at)
    write = answer_json if options["json"] else answer_text
    found = write(book, verb, given, at, follows)
    out.write(found if isinstance(found, str) else _json(found))
    return FINE


def _reference(_: Mapping[str, Any], out: Out) -> int:
    out.write(reference(VOCABULARY))
    return FINE


ACTIONS = {
    "check": _check,
    "explain": _explain,
    "compare": _compare,
    "coverage": _coverage,
    "try": _try,
    "reference": _reference,
}


def _book(asked: str) -> Book:
    """Return the policy of a file or id; PolicyFaults where it has any."""
    return load(_sources(asked), VOCABULARY)


def _sources(asked: str) -> tuple[Source, ...]:
    """Return the policy of a file or id with those that it extends. ValueError or OSError where there is none."""
    if asked in shipped_ids():
        return shipped(asked)
    path = Path(asked)
    if path.suffix == ".toml" or path.exists():
        return with_parents(read(path))
    near = nearest(asked, shipped_ids())
    meant = f" Did you mean “{near}”?" if near else f" These come with Heed: {', '.join(shipped_ids())}."
    raise ValueError(f"There is no policy “{asked}”.{meant}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number or 'no'} {noun}s"


def _json(found: object) -> str:
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
