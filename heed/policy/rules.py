"""Whether a duty can be: somebody owes it, its verb can be done, its time can be kept, its ladder leads up."""

from collections.abc import Iterator

from heed.policy.build import calendar
from heed.policy.chain import Chain
from heed.policy.durations import PLAIN_MONDAY, longest_wait
from heed.policy.entries import Entry
from heed.policy.facts import Facts, check_conditions, check_given
from heed.policy.faults import Fault, nearest
from heed.policy.shapes import A_WORD
from heed.workdays import Calendar, Duration, Unit, before

BY_THE_DAY = (
    Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS, Unit.CLOSE_OF_BUSINESS, Unit.NEXT_WORKING_DAY,
)  # fmt: skip
STANDING_ONLY = ("anchor",)
CASE_ONLY = ("when", "unless", "before-close", "lasts", "until")


def check_duty(entry: Entry, chain: Chain, facts: Facts) -> Iterator[Fault]:
    """Yield what is wrong with a duty. What hangs on keys that are ill written is left until they are mended."""
    checks = (
        (("on", "for"), _opening(entry, facts)),
        (("until", "on"), _ending(entry, facts)),
        (("do", "for", "on", "before-close"), _doing(entry, facts)),
        (("owed-by",), _people(entry, chain)),
        (("for", "every", "within", "anchor", *CASE_ONLY), _rhythm(entry)),
        (("for", "every", "within", "lasts", "remind", "escalate"), _clockwork(entry, chain)),
        (("on", "example"), _examples(entry, facts)),
    )
    for keys, found in checks:
        if entry.settled(*keys):
            yield from found


def _clockwork(entry: Entry, chain: Chain) -> Iterator[Fault]:
    for policy in chain.good("policy"):
        day = policy.get("day")
        if policy.get("calendar") and day and day["opens"] < day["closes"]:
            yield from _times(entry, calendar(policy))


def _examples(entry: Entry, facts: Facts) -> Iterator[Fault]:
    for number, example in enumerate(entry.get("example", ())):
        place = ("example", number)
        yield from check_given(entry, (*place, "given"), example.get("given", {}), entry.get("on", ()), facts)
        if ("due" in example) is (example.get("opens") is False):
            yield entry.fault(place, "The example does not say what comes of it.", "either “due” or “opens = false”")


def _opening(entry: Entry, facts: Facts) -> Iterator[Fault]:
    """Check that it is opened by verbs on a case or stands by the calendar, never both, never neither."""
    on, standing = entry.get("on", ()), entry.get("for")
    if not on and standing is None:
        message = f"Nothing opens the duty “{entry.id}”."
        yield entry.fault((), message, "“on” with a verb, or “for” and “every” for a standing duty")
    if on and standing is not None:
        yield entry.fault(
            ("for",), f"The duty “{entry.id}” is opened by a verb and stands by the calendar.", "one of both"
        )
    for number, verb in enumerate(on):
        if verb not in facts.vocabulary:
            yield _no_verb(entry, ("on", number), verb, facts)
        elif facts.vocabulary[verb].of != "case":
            yield entry.fault(
                ("on", number), f"{verb} does not happen to a case, so it opens no duty.", "a verb on a case"
            )
    for key in ("when", "unless"):
        yield from check_conditions(entry, key, entry.get(key, ()), on, facts)
    for condition in {*entry.get("when", ())} & {*entry.get("unless", ())}:
        message = f"“unless” keeps the duty from opening whenever “when” would open it, by “{condition.fact}”."
        yield entry.fault(("unless", condition.fact), message, "another fact or value")


def _ending(entry: Entry, facts: Facts) -> Iterator[Fault]:
    """Check that the verbs that take its point away exist, happen to a case, and do not open it."""
    for number, verb in enumerate(entry.get("until", ())):
        if verb not in facts.vocabulary:
            yield _no_verb(entry, ("until", number), verb, facts)
        elif facts.vocabulary[verb].of != "case":
            yield entry.fault(
                ("until", number), f"{verb} does not happen to a case, so it ends no duty.", "a verb on a case"
            )
        elif verb in entry.get("on", ()):
            yield entry.fault(("until", number), f"{verb} opens the duty, so it cannot end it.", "another verb")


def _doing(entry: Entry, facts: Facts) -> Iterator[Fault]:
    """Check that what is owed can be done, on the thing that it is owed on, without opening it for ever."""
    do, standing = entry.get("do"), entry.get("for")
    if do not in facts.vocabulary:
        yield _no_verb(entry, ("do",), do, facts)
        return
    of = facts.vocabulary[do].of
    if standing is None and of != "case":
        yield entry.fault(("do",), f"{do} is not done on a case, so nobody can fulfil this duty.", "a verb on a case")
    apart = [verb for verb in entry.get("on") or () if verb in facts.vocabulary and not _on_one_case(verb, do)]
    if apart:
        message = f"{do} is never done on what {apart[0]} happens to, so nobody can fulfil this duty."
        yield entry.fault(("do",), message, f"a verb on the case of {apart[0]}")
    if standing is not None and of not in ("team", standing):
        message = f"{do} is not done by a {standing}, so nobody can fulfil this standing duty."
        yield entry.fault(("do",), message, f"a verb of a {standing}, such as those that start with “team.”")
    if do in entry.get("on", ()):
        yield entry.fault(
            ("do",), f"Doing {do} opens the duty again, so it never ends.", "“every” and “lasts”, or another verb"
        )
    if entry.get("before-close") and do.endswith(".close"):
        yield entry.fault(("before-close",), f"{do} cannot come before closing.", "another verb")


KINDS = {"incident": "report", "plan": "report", "marker": "entry", "appeal": "entry", "share": "share",
         "agreement": "agreement"}  # fmt: skip
"""What a verb happens to, by the first word of its name; the verbs of letters, files and statements fit several."""
FROM_A_REPORT = "marker.propose"
"""It begins an entry, and is done on the report that the entry comes from."""


def _on_one_case(on: str, do: str) -> bool:
    """Return whether what one verb happens to can be what the other is done on."""
    first, second = (KINDS.get(verb.partition(".")[0]) for verb in (on, do))
    if do == FROM_A_REPORT and first == "report":
        return True
    return first is None or second is None or first == second


def _no_verb(entry: Entry, place: tuple[str | int, ...], verb: str, facts: Facts) -> Fault:
    return entry.fault(
        place, f"There is no verb “{verb}”.", "a verb of the program", nearest(verb, facts.vocabulary.verbs)
    )


def _people(entry: Entry, chain: Chain) -> Iterator[Fault]:
    """Check that the post that owes it exists, and that its ladder leads on from post to post."""
    posts = chain.of("posts")
    told = [entry.get("owed-by")]
    if told[0] not in posts:
        yield entry.fault(
            ("owed-by",), f"There is no post “{told[0]}”.", "a post of this policy", nearest(told[0], posts)
        )
    for number, to in _rungs(entry):
        place = ("escalate", number, "to")
        if to not in posts:
            message = f"The escalation leads nowhere: there is no post “{to}”."
            yield entry.fault(place, message, "a post of this policy", nearest(to, posts))
        elif to in told:
            yield entry.fault(place, f"The escalation leads back to “{to}”, who knows already.", "another post")
        told.append(to)


def _rungs(entry: Entry) -> list[tuple[int, str]]:
    """Return which post each rung tells; also where the ladder has faults of form, as far as it can be read."""
    if entry.settled("escalate"):
        return [(number, rung["to"]) for number, rung in enumerate(entry.get("escalate", ()))]
    written = entry.written().get("escalate") if isinstance(entry.written(), dict) else None
    rungs = enumerate(written if isinstance(written, list) else [])
    posts = [(number, rung.get("to")) for number, rung in rungs if isinstance(rung, dict)]
    return [(number, to) for number, to in posts if isinstance(to, str) and A_WORD.fullmatch(to)]


def _rhythm(entry: Entry) -> Iterator[Fault]:
    """Check that what recurs says how often, and a case duty for how long."""
    standing, every = entry.get("for"), entry.get("every")
    if standing is not None and every is None:
        yield entry.fault(
            ("for",), f"The standing duty “{entry.id}” does not say how often.", "“every” with a duration"
        )
    if standing is None and every is not None and not (entry.get("lasts") or entry.get("until")):
        yield entry.fault(
            ("every",),
            f"The duty “{entry.id}” comes round without an end.",
            "“lasts” with a duration, or “until” with a verb",
        )
    if every is None and entry.get("lasts") is not None:
        yield entry.fault(
            ("lasts",), f"The duty “{entry.id}” lasts, but does not come round.", "“every” with a duration"
        )
    if every is None and entry.get("within") is None and standing is None:
        yield entry.fault((), f"The duty “{entry.id}” does not say by when.", "“within” with a duration")
    if every is not None and every.unit not in BY_THE_DAY:
        yield entry.fault(("every",), f"A duty cannot come round every {every}.", "a day or longer")
    for key in CASE_ONLY if standing is not None else STANDING_ONLY:
        if entry.get(key) is not None:
            sort = "a standing duty" if standing is not None else "a duty on a case"
            yield entry.fault((key,), f"“{key}” does not go with {sort}.", f"no “{key}”")


def _times(entry: Entry, days: Calendar) -> Iterator[Fault]:
    """Check that reminders come after it opened, rounds end after they began, and a ladder takes time to climb."""
    within: Duration | None = entry.get("every") if entry.get("for") else entry.get("within") or entry.get("every")
    if within is not None:
        due = longest_wait(within, days)
        for number, wait in enumerate(entry.get("remind", ())):
            if before(wait, due, days) <= PLAIN_MONDAY:
                message = f"A reminder {wait} before comes before the duty opens, as it is due within {within}."
                yield entry.fault(("remind", number), message, "a shorter time")
    every, lasts = entry.get("every"), entry.get("lasts")
    if every is not None and lasts is not None and longest_wait(lasts, days) < longest_wait(every, days):
        yield entry.fault(("lasts",), f"It lasts {lasts}, but comes round only every {every}.", "a longer time")
    for number, rung in enumerate(entry.get("escalate", ())):
        if number and rung["after"].unit is Unit.IMMEDIATELY:
            yield entry.fault(("escalate", number, "after"), "The next rung leaves no time to act.", "a longer time")
    ladder = entry.get("escalate", ())
    if len(ladder) == 1 and ladder[0]["after"].unit is Unit.IMMEDIATELY:
        message = "The last rung repeats, so that “immediately” would never end."
        yield entry.fault(("escalate", 0, "after"), message, "a duration, or another rung after it")
