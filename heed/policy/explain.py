"""A policy in plain English, for the people who answer for it."""

import textwrap
from dataclasses import dataclass

from heed.policy import sentences
from heed.policy.book import Book, Chart
from heed.policy.briefing import BriefingTerms
from heed.policy.fairness import AppealTerms
from heed.policy.faults import listed
from heed.policy.moments import clock_time, day_in_words

NATIONS = {
    "england-and-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}
TELLS = {"team": "each team has one", "service": "each service has one", "agency": "one for the whole body"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a policy says: the id of its entry, a sentence, and what belongs to it."""

    id: str
    text: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and what stands under it."""

    heading: str
    lines: tuple[Line, ...]


def explain(book: Book, lang: str = "en") -> str:
    """Return the whole policy as text to read or print."""
    title = f"{book.body.text(lang)}: {book.title.text(lang)} (version {book.version})"
    parts = [f"{title}\n{'=' * len(title)}"]
    for chapter in chapters(book, lang):
        parts.append(f"{chapter.heading}\n{'-' * len(chapter.heading)}")
        parts.extend(_block(line) for line in chapter.lines)
    return "\n\n".join(parts) + "\n"


def chapters(book: Book, lang: str = "en") -> tuple[Chapter, ...]:
    """Return the policy as chapters, those with nothing in them left out."""
    found = (
        Chapter("What this is", _about(book, lang)),
        Chapter("Who is who", _posts(book, lang)),
        Chapter("What can be reported", _kinds(book, lang)),
        Chapter("What is owed", _duties(book, lang)),
        Chapter("What is owed regularly", _standing(book, lang)),
        Chapter("The register", _register(book, lang)),
        Chapter("The briefing", _briefing(book.briefing, lang)),
        Chapter("The police", _police(book)),
        Chapter("Support that is offered", _support(book, lang)),
        Chapter("What can be done about the person responsible", _responses(book, lang)),
        Chapter("What goes elsewhere", _routes(book, lang)),
        Chapter("What to do now", tuple(_chart(one, lang) for one in book.charts.values())),
        Chapter("Reports and plans", _reporting(book, lang)),
    )
    return tuple(chapter for chapter in found if chapter.lines)


def _about(book: Book, lang: str) -> tuple[Line, ...]:
    days = book.calendar
    hours = f"from {clock_time(days.opens)} to {clock_time(days.closes)}"
    said = [
        Line("", " ".join(book.about.text(lang).split())) if book.about else None,
        Line("", f"Working days are Monday to Friday, {hours}, without the bank holidays of {NATIONS[days.nation]}."),
        Line("", f"Closed besides: {listed([day_in_words(day) for day in sorted(days.closed)], 'and')}.")
        if days.closed
        else None,
        Line("", f"It extends the policy “{book.lineage[1]}”.") if len(book.lineage) > 1 else None,
        Line("", f"{book.statement.text.text(lang)}{_by(book.statement.clauses)}") if book.statement.text else None,
    ]
    return tuple(line for line in said if line)


def _posts(book: Book, lang: str) -> tuple[Line, ...]:
    def line(word: str) -> Line:
        post = book.posts[word]
        up = f"; next up is {sentences.the_post(book, post.up, lang)}" if post.up else ""
        role = post.role.replace("-", " ")
        return Line(word, f"{post.title.text(lang)} (role: {role}): {TELLS[post.of]}{up}{_by(post.clauses)}.")

    return tuple(map(line, book.posts))


def _kinds(book: Book, lang: str) -> tuple[Line, ...]:
    return tuple(
        Line(
            kind.id,
            f"{kind.title.text(lang)}{_by(kind.clauses)}.",
            (
                *(f"Asks: {book.questions[one].ask.text(lang)}" for one in kind.questions),
                *(f"What to do now: {book.charts[one].title.text(lang)}" for one in kind.charts),
                *(["Only those who are asked to act on it may read it."] if kind.sensitive else []),
                *(["Nothing has happened yet."] if kind.concern else []),
            ),
        )
        for kind in book.kinds.values()
    )


def _duties(book: Book, lang: str) -> tuple[Line, ...]:
    rules = [rule for rule in book.duties.values() if not rule.for_]
    return tuple(Line(rule.id, sentences.duty(book, rule, lang), tuple(sentences.terms(book, rule))) for rule in rules)


def _standing(book: Book, lang: str) -> tuple[Line, ...]:
    rules = [rule for rule in book.duties.values() if rule.for_]
    return tuple(Line(rule.id, sentences.duty(book, rule, lang), tuple(sentences.terms(book, rule))) for rule in rules)


def _register(book: Book, lang: str) -> tuple[Line, ...]:
    terms = book.register
    if not terms.kept:
        return ()
    first, child, owner = (
        sentences.the_post(book, post, lang)
        for post in (terms.countersigned_by, terms.child_countersigned_by, terms.decided_by)
    )
    badge = "may show a badge that asks each time" if terms.elsewhere == "live-badge" else "show nothing of it"
    said = [
        f"A proposal is countersigned by {first}, about a child by {child}. {owner} decides{_by(terms.clauses)}.",
        f"An entry stands for {terms.term}, {terms.longest} at most; about a child {terms.child_term} at most.",
        f"{terms.look_ahead} before its end an entry is reviewed. Nobody’s silence extends it.",
        f"Whether a person is still not told is looked at again after {terms.silence}.",
        f"Whoever was told of an entry that was a mistake hears so at once, and can read it for {terms.mistake_shown}.",
        f"What somebody looked up is kept for {terms.look_ups_kept}; that they did, and what came back, for longer.",
        f"Other systems {badge}.",
        _appeals(book.appeal),
    ]
    groups = (
        ("What it warns of", [one.title for one in book.hazards.values()]),
        ("What it asks of visitors", [one.title for one in book.controls.values()]),
        ("What is answered first", [one.ask for one in book.factors.values()]),
    )
    return tuple(Line("", one) for one in said) + tuple(
        Line("", f"{heading}:", tuple(one.text(lang) for one in texts)) for heading, texts in groups
    )


def _appeals(terms: AppealTerms) -> str:
    times = f"acknowledged within {terms.acknowledged}, heard within {terms.heard}, answered within {terms.answered}"
    return f"An appeal goes to {terms.panel} people who had no part in the entry{_by(terms.clauses)}: {times}."


def _briefing(terms: BriefingTerms, lang: str) -> tuple[Line, ...]:
    if not terms.held:
        return ()
    reminders = listed([f"{wait} before" for wait in terms.remind], "and")
    reminded = f" A reminder goes out {reminders} it runs out." if reminders else ""
    return (
        Line("", f"{terms.title.text(lang)}{_by(terms.clauses)}: it holds for {terms.lasts}.{reminded}"),
        Line("", _without_briefing(terms)),
        Line("", "It says:", tuple(one.head.text(lang) for one in terms.topics)),
        Line("", "It asks:", tuple(one.ask.text(lang) for one in terms.questions)),
    )


def _without_briefing(terms: BriefingTerms) -> str:
    since = f"From {day_in_words(terms.starts)} on, nobody" if terms.starts else "Nobody"
    grace = f"; once it has run out, for {terms.grace} more with a notice" if terms.grace else ""
    return f"{since} looks up without it who does not keep the register{grace}."


def _police(book: Book) -> tuple[Line, ...]:
    terms = book.police
    if not terms.clauses:
        return ()
    report = book.verbs.get("incident.report")
    facts = [fact.about for name in terms.always if report and (fact := report.fact(name))]
    consent = "only if the person affected agrees" if terms.consent == "asked" else "whether or not the person agrees"
    said = [f"The police are told {consent}{_by(terms.clauses)}."]
    said += [f"They are always told when {listed(facts)}."] if facts else []
    said += ["True Vision is offered as another way to report."] if terms.true_vision else []
    return tuple(Line("", one) for one in said)


def _support(book: Book, lang: str) -> tuple[Line, ...]:
    agreed = ("Only with the person's agreement.",)
    return tuple(
        Line(
            one.id, f"{one.title.text(lang)}: {one.about.text(lang)}{_by(one.clauses)}", agreed if one.agreement else ()
        )
        for one in book.support.values()
    )


def _responses(book: Book, lang: str) -> tuple[Line, ...]:
    return tuple(
        Line(one.id, f"{one.title.text(lang)}{_by(one.clauses)}.", (one.needs.text(lang),) if one.needs else ())
        for one in book.responses.values()
    )


def _routes(book: Book, lang: str) -> tuple[Line, ...]:
    routes = book.routes.values()
    return tuple(Line(one.id, f"{one.who.text(lang)}: {one.to.text(lang)}{_by(one.clauses)}") for one in routes)


def _chart(chart: Chart, lang: str) -> Line:
    steps = list[str]()
    for step in chart.steps:
        then = " ".join(one.text(lang) for one in step.then)
        steps.append(f"{step.text.text(lang)}: {then}" if then else step.text.text(lang))
    after = [chart.after.text(lang)] if chart.after else []
    return Line(chart.id, f"{chart.title.text(lang)}{_by(chart.clauses)}.", (*steps, *after))


def _reporting(book: Book, lang: str) -> tuple[Line, ...]:
    terms = book.reporting
    limit = f"no later than {terms.time_limit} after" if terms.time_limit else "however long ago"
    said = [
        f"In doubt: {terms.in_doubt.text(lang)}" if terms.in_doubt else "",
        f"After reporting: {terms.after.text(lang)}" if terms.after else "",
        f"What happened can be reported {limit} it happened." if terms.time_limit else f"It can be reported {limit}.",
        f"An unfinished report is kept for {terms.draft_kept}{_by(terms.clauses)}.",
        f"An action plan is looked at again after {book.plan.review}{_by(book.plan.clauses)}."
        if book.plan.review
        else "",
        "Reminders go out by e-mail." if book.notices.reminders else "No reminders go out.",
    ]
    return tuple(Line("", " ".join(one.split())) for one in said if one)


def _by(clauses: tuple[str, ...]) -> str:
    return f" ({', '.join(clauses)})" if clauses else ""


def _block(line: Line) -> str:
    label = f"{line.id}: " if line.id else ""
    head = textwrap.fill(f"{label}{line.text}", 100, subsequent_indent="  ")
    return "\n".join(
        [head, *(textwrap.fill(one, 100, initial_indent="  - ", subsequent_indent="    ") for one in line.more)]
    )
