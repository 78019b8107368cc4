"""What a register cannot get wrong: who decides, how long an entry stands, in what time an appeal is answered."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

from heed.policy.build import calendar
from heed.policy.chain import Chain
from heed.policy.entries import Entry
from heed.policy.faults import Fault, nearest
from heed.workdays import Duration, deadline

START = datetime(2026, 1, 5, 12, tzinfo=UTC)
POSTS = ("countersigned-by", "decided-by", "child-countersigned-by")
A_WEEK, A_DAY, A_YEAR = Duration.parse("1 week"), Duration.parse("1 day"), Duration.parse("12 months")
TERMS = ("term", "longest", "child-term", "look-ahead", "version-wait", "silence")


def check_register(chain: Chain) -> Iterator[Fault]:
    """Yield what keeps a register, or an appeal against an entry, from working."""
    for entry in chain.good("register"):
        yield from _register(entry, chain)
    for entry in chain.good("appeal"):
        yield from _appeal(entry, chain)


def _register(entry: Entry, chain: Chain) -> Iterator[Fault]:
    """Yield what keeps a register from working: a term or a post that is missing, a term beyond the longest."""
    if not entry.get("kept"):
        return
    for key in (*POSTS, *TERMS, "told", "appeal", "clause"):
        if entry.get(key) is None:
            yield entry.fault((), f"A register that is kept needs “{key}”.", f"“{key}”")
    if not chain.of("appeal"):
        yield entry.fault((), "A register that is kept needs [appeal].", "[appeal]")
    for section in ("hazard", "control", "factor"):
        if not chain.of(section):
            yield entry.fault((), f"A register that is kept needs at least one [[{section}]].", f"[[{section}]]")
    posts = chain.of("posts")
    for key in POSTS:
        post = entry.get(key)
        if post is not None and post not in posts:
            yield entry.fault((key,), f"There is no post “{post}”.", "a post of this policy", nearest(post, posts))
    if entry.get("countersigned-by") == entry.get("decided-by") is not None:
        yield entry.fault(("decided-by",), "One post would both countersign and decide.", "two different posts")
    yield from _terms(entry, chain)


def _terms(entry: Entry, chain: Chain) -> Iterator[Fault]:
    """Yield a fault for each term that is longer than the longest, or too short for anybody to read what it is of."""
    policy, longest = chain.of("policy").get(""), entry.get("longest")
    if longest is None or policy is None or policy.get("calendar") is None or policy.get("day") is None:
        return
    for key in ("term", "child-term"):
        term = entry.get(key)
        if term is not None and _ends(term, policy) > _ends(longest, policy):
            yield entry.fault((key,), f"“{key}” is longer than “longest”.", f"at most “{longest}”")
    shown = entry.get("mistake-shown")
    if shown is not None and _ends(shown, policy) < _ends(A_WEEK, policy):
        yield entry.fault(("mistake-shown",), "“mistake-shown” is shorter than a week.", "such as “6 months”")
    words = entry.get("look-ups-kept")
    if words is not None and not _ends(A_DAY, policy) <= _ends(words, policy) <= _ends(A_YEAR, policy):
        yield entry.fault(("look-ups-kept",), "“look-ups-kept” is shorter than a day or longer than a year.",
                          "such as “30 days”")  # fmt: skip


def _ends(term: Duration, policy: Entry) -> datetime:
    return deadline(term, START, calendar(policy))


APPEALS = {"appeal.acknowledge": "acknowledged", "appeal.hear": "heard", "appeal.decide": "answered"}
"""What the duties of an appeal owe, and which of its times they may not exceed."""


def _appeal(entry: Entry, chain: Chain) -> Iterator[Fault]:
    """Yield a fault where an appeal could not be answered in time: times out of order, or a duty that allows more."""
    policy = chain.of("policy").get("")
    if policy is None or policy.get("calendar") is None or policy.get("day") is None:
        return
    for sooner, later in pairwise(APPEALS.values()):
        if _ends(entry.get(sooner), policy) > _ends(entry.get(later), policy):
            yield entry.fault((sooner,), f"“{sooner}” is longer than “{later}”.", f"at most “{entry.get(later)}”")
    for duty in chain.good("duty"):
        key, within = _promised(duty), duty.get("within")
        if key and within and _ends(within, policy) > _ends(entry.get(key), policy):
            message = f"This duty allows more time than “{key}” of [appeal]."
            yield duty.fault(("within",), message, f"at most “{entry.get(key)}”")


def _promised(duty: Entry) -> str | None:
    """Return which of the times of an appeal a duty keeps: a letter owed once it has come says that it has."""
    if duty.get("do") == "letter.send" and "appeal.receive" in (duty.get("on") or ()):
        return "acknowledged"
    return APPEALS.get(duty.get("do"))
