"""Whether what a policy says can be: every word it uses exists, and every duty can be fulfilled by somebody."""

from collections.abc import Iterable, Iterator, Mapping

from heed.policy.briefing_rules import check_briefing
from heed.policy.chain import Chain
from heed.policy.entries import Entry
from heed.policy.facts import Facts, check_given
from heed.policy.faults import Fault, nearest
from heed.policy.letter_rules import check_duty_letter, check_letter, check_letterhead
from heed.policy.register_rules import check_register
from heed.policy.rules import check_duty
from heed.policy.schema import SECTIONS
from heed.policy.vocabulary import Kind, Vocabulary

LAST_RESORT = "health-and-safety"
REPORT = "incident.report"
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
    yield from check_register(chain)
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
