"""Whether what a policy says can be: every word it uses exists, and every duty can be fulfilled by somebody."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise

from heed.policy.briefing_rules import check_briefing
from heed.policy.build import calendar
from heed.policy.chain import Chain
from heed.policy.entries import Entry
from heed.policy.facts import Facts, check_given
from heed.policy.faults import Fault, nearest
from heed.policy.letter_rules import check_duty_letter, check_letter, check_letterhead
from heed.policy.rules import check_duty
from heed.policy.schema import SECTIONS
from heed.policy.vocabulary import Kind, Vocabulary
from heed.workdays import Duration, deadline

LAST_RESORT = "health-and-safety"
REPORT = "incident.report"
START = datetime(2026, 1, 5, 12, tzinfo=UTC)
"""A moment from which terms are measured against one another."""
FITS = {"yes-no": Kind.YES_NO, "choice": Kind.CHOICE, "choices": Kind.CHOICES, "number": Kind.NUMBER}


def meaning(chain: Chain, vocabulary: Vocabulary, clauses: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with a policy beyond its form. Where a parent cannot be read nothing can be said."""
    if not chain.whole:
        return
    facts = Facts(vocabulary, chain)
    yield from _policy(chain)
    yield from _clauses(chain, clauses)
    yield from _posts(chain)
    for entry in chain.of("question").values():
        if entry.settled("answer", "options", "fact"):
            yield from _question(entry, facts)
    for entry in chain.of("kind").values():
        yield from _kind(entry, chain, facts)
    for entry in chain.of("police").values():
        yield from _police(entry, facts)
    yield from _registers(chain)
    for entry in chain.good("briefing"):
        yield from check_briefing(entry)
    for entry in chain.of("duty").values():
        yield from check_duty(entry, chain, facts)
        yield from check_duty_letter(entry, chain, facts)
    for entry in chain.good("letter"):
        yield from check_letter(entry, facts)
    for entry in chain.good("letterhead"):
        yield from check_letterhead(entry)


def _policy(chain: Chain) -> Iterator[Fault]:
    policy = chain.of("policy").get("")
    if policy is None or policy.values is None:
        return
    missing = [key for key in ("calendar", "day") if policy.get(key) is None]
    for key in missing:
        yield policy.fault((), f"[policy] lacks “{key}”, and there is nothing to inherit it from.", f"“{key}”")
    day = policy.get("day")
    if day and day["opens"] >= day["closes"]:
        yield policy.fault(("day",), "The day closes before it opens.", "“closes” after “opens”")


def _clauses(chain: Chain, clauses: Mapping[str, str]) -> Iterator[Fault]:
    own = chain.of("clause")
    known = {*clauses, *own}
    for section in SECTIONS:
        for entry in chain.of(section).values():
            for number, clause in enumerate(entry.get("clause", ())):
                if clause not in known:
                    place = ("clause", number)
                    yield entry.fault(
                        place, f"There is no clause “{clause}”.", "a known clause", nearest(clause, known)
                    )
    for entry in own.values():
        if entry.id in clauses:
            yield entry.fault(("id",), f"The clause “{entry.id}” is known already.", "another id")


def _posts(chain: Chain) -> Iterator[Fault]:
    posts = chain.of("posts")
    if LAST_RESORT not in posts:
        message = f"There is no post “{LAST_RESORT}”, which owes what nobody else is left to owe."
        yield chain.file.fault(("posts",), message, f"[posts.{LAST_RESORT}]")
    for entry in chain.of("posts").values():
        up = entry.get("up")
        if up is not None and up not in posts:
            yield entry.fault(("up",), f"There is no post “{up}”.", "a post of this policy", nearest(up, posts))
        elif entry.id in _above(entry.id, posts):
            yield entry.fault(("up",), f"Going up from “{entry.id}” leads back to it.", "a post further up")


def _above(post: str, posts: Mapping[str, Entry]) -> list[str]:
    """Return the posts above, in order, until the top or until one comes round again."""
    found = list[str]()
    while (up := posts[post].get("up")) in posts and up not in found:
        found.append(up)
        post = up
    return found


def _question(entry: Entry, facts: Facts) -> Iterator[Fault]:
    options, answer = entry.get("options", ()), entry.get("answer")
    if answer in ("choice", "choices") and not options:
        yield entry.fault((), f"The question “{entry.id}” has no options to choose from.", "“options”")
    if answer not in ("choice", "choices") and options:
        yield entry.fault(("options",), f"The question “{entry.id}” is not a choice, but has options.", "no “options”")
    name = entry.get("fact")
    if name is None:
        return
    fact = facts.of(REPORT).get(name)
    if fact is None:
        yield entry.fault(("fact",), f"{REPORT} states no fact “{name}”.", "one of its facts", facts.near(REPORT, name))
    elif FITS.get(answer) is not fact.kind:
        message = f"The fact “{name}” is not set by an answer of “{answer}”."
        yield entry.fault(("answer",), message, f"“{fact.kind.value}”", fact.kind.value)
    else:
        known = facts.words(fact)
        for number, option in enumerate(options):
            if option["word"] not in known:
                message = f"The fact “{name}” knows no word “{option['word']}”."
                place = ("options", number, "word")
                yield entry.fault(place, message, "one of its words", nearest(option["word"], known))


def _kind(entry: Entry, chain: Chain, facts: Facts) -> Iterator[Fault]:
    for key, section in (("questions", "question"), ("charts", "chart")):
        yield from _references(entry, key, section, entry.get(key, ()), chain)
    yield from check_given(entry, ("implies",), entry.get("implies", {}), (REPORT,), facts)


def _references(entry: Entry, key: str, section: str, words: Iterable[str], chain: Chain) -> Iterator[Fault]:
    """Yield a fault for each word that no entry of the section has; at the `[drop]` where one was dropped."""
    for number, word in enumerate(words):
        dropped = chain.dropped.get(section, {}).get(word)
        if dropped is not None:
            message = f"The {section} “{word}” is dropped, but the {entry.section} “{entry.id}” still uses it."
            yield Fault(
                dropped.file, dropped.line, dropped.column, message, f"the {entry.section} dropped or changed too"
            )
        elif word not in chain.of(section):
            message = f"There is no {section} “{word}”."
            yield entry.fault((key, number), message, f"a {section} of this policy", nearest(word, chain.of(section)))


def _police(entry: Entry, facts: Facts) -> Iterator[Fault]:
    for number, name in enumerate(entry.get("always", ())):
        fact = facts.of(REPORT).get(name)
        if fact is None:
            message = f"{REPORT} states no fact “{name}”."
            yield entry.fault(("always", number), message, "one of its facts", facts.near(REPORT, name))
        elif fact.kind is not Kind.YES_NO:
            yield entry.fault(("always", number), f"The fact “{name}” is not a yes or no.", "a fact that is yes or no")


POSTS = ("countersigned-by", "decided-by", "child-countersigned-by")
A_WEEK = Duration.parse("1 week")
TERMS = ("term", "longest", "child-term", "look-ahead", "version-wait", "silence")


def _registers(chain: Chain) -> Iterator[Fault]:
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
