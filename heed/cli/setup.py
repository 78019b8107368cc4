"""`heed setup`: the first real install. Makes the agency, loads its policy, invites two first administrators."""

import re
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from email.utils import parseaddr
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from heed import clock
from heed.access.changes import invite
from heed.ledger.stamp import Stamp
from heed.people.agencies import changes, queries
from heed.policy.faults import PolicyFaults
from heed.policy.load import shipped, shipped_ids, with_parents
from heed.policy.source import Source, read

EXAMPLE = """\
example:
  heed setup --word hartmere --name "Hartmere Council" --policy default \\
      --administrator "Ada Fenwick <ada.fenwick@hartmere.example.org>" \\
      --administrator "Tom Ashdown <tom.ashdown@hartmere.example.org>"
"""
WORD = re.compile(r"[a-z][a-z0-9-]{1,49}")
TWO = 2
LONGEST = 200  # letters of a name


class Mistake(ValueError):
    """Something was asked that cannot be; says what, and how to mend it."""


def add_arguments(parser: ArgumentParser) -> None:
    """Give the parser the arguments of `heed setup`."""
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = EXAMPLE
    parser.add_argument("--word", required=True, help="the agency's short name in addresses, such as hartmere")
    parser.add_argument("--name", required=True, help="the agency's name as its staff know it")
    parser.add_argument("--policy", required=True, help=f"a policy file, or one of: {', '.join(shipped_ids())}")
    parser.add_argument(
        "--administrator",
        action="append",
        default=[],
        metavar='"NAME <E-MAIL>"',
        help="who keeps staff and posts; needed twice, because granting a post takes two people",
    )


def setup(*, word: str, name: str, policy: str, administrators: Sequence[str], base_url: str) -> list[str]:
    """Set the agency up and return what to print: the one-time links. Mistake (nothing is made then) otherwise."""
    if not WORD.fullmatch(word):
        raise Mistake(f"“{word}” cannot be the agency's word. Use small letters, digits and hyphens, such as hartmere.")
    name = _line(name, "The agency's name")
    if queries.agency_called(word) is not None:
        raise Mistake(f"There is an agency called “{word}” already. To change its policy, sign in as an administrator.")
    people = [_person(text) for text in administrators]
    if len({email for _, email in people}) != TWO:
        raise Mistake("Name two administrators with different e-mail addresses: granting a post takes two people.")
    for _, email in people:
        if queries.email_taken(email):
            raise Mistake(f"Somebody signs in by the address {email} already. Name another one.")
    lines = [f"{name} is set up. Send each administrator their own link; it works once, within a week:"]
    with transaction.atomic():
        stamp = Stamp(by=None, at=clock.now(), door="cli:setup")
        agency = changes.found(stamp, word=word, name=name, sources=_sources(policy))
        root = queries.root_of(agency)
        for full_name, email in people:
            user = changes.add_user(stamp, team=root, email=email, name=full_name)
            holding = changes.propose_holder(stamp, post=changes.post_at(root, "administrator"), user=user)
            changes.agree_holder(stamp, holding=holding)
            lines.append(f"  {full_name}: {base_url}/welcome/{invite(stamp, user=user)}")
    return [*lines, "Then: import your staff at /staff/import, and let each other agree who holds which post."]


def _person(text: str) -> tuple[str, str]:
    name, email = parseaddr(text)
    try:
        validate_email(email)
    except ValidationError:
        raise Mistake(
            f"“{text}” is not a name and an e-mail address. Write it as: Ada Fenwick <ada@example.org>"
        ) from None
    if not name:
        raise Mistake(f"“{text}” has no name. Write it as: Ada Fenwick <{email}>")
    return _line(name, "An administrator's name"), email.lower()


def _line(text: str, what: str) -> str:
    """Return a name in one line, if there is one and the tables hold it."""
    line = " ".join(text.split())
    if not line or len(line) > LONGEST:
        raise Mistake(f"{what} has from 1 to {LONGEST} letters, not {len(line)}.")
    return line


def _sources(policy: str) -> Sequence[Source]:
    """Return the policy's own file and those it extends."""
    if policy in shipped_ids():
        return shipped(policy)
    if not Path(policy).is_file():
        raise Mistake(f"There is no policy “{policy}”. Name a file, or one of: {', '.join(shipped_ids())}.")
    return with_parents(read(Path(policy)))


__all__ = ["Mistake", "PolicyFaults", "add_arguments", "setup"]
