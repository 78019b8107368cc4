"""Sentences about a policy's duties, for explaining, playing and comparing it."""

from collections.abc import Mapping

from heed.policy.book import Book, ReportKind, Response, Rule, Support
from heed.policy.conditions import Condition
from heed.policy.faults import listed
from heed.policy.letters import LetterTemplate
from heed.policy.moments import day_in_words
from heed.policy.vocabulary import Fact, Kind
from heed.workdays import Duration, Unit


def duty(book: Book, rule: Rule, lang: str = "en") -> str:
    """Return one sentence: when, who, what, by when, why, by which clause, and who hears next."""
    why = f"because “{rule.because.text(lang).strip()}” ({', '.join(rule.clauses)})"
    return f"{opening(book, rule, lang)} {owing(book, rule, lang)}, {why}{_ladder(book, rule, lang)}."


def opening(book: Book, rule: Rule, lang: str = "en") -> str:
    """Return when it comes to be owed: “After the report was sent, if violence was used,”."""
    if rule.for_ and rule.every:
        where = "" if rule.for_ == "agency" else f", in each {rule.for_},"
        return f"{_every(rule.every).capitalize()}{where}"
    done = listed([_small(book.verbs[verb].done.rstrip(".")) for verb in rule.on])
    return f"After {done}{circumstances(book, rule, lang)},"


def circumstances(book: Book, rule: Rule, lang: str = "en") -> str:
    """Return the conditions: “, if violence was used, unless it was sexual”; empty where there are none."""
    when = ", and ".join(condition(book, rule, one, lang) for one in rule.when)
    unless = ", or ".join(condition(book, rule, one, lang) for one in rule.unless)
    return f"{f', if {when}' if when else ''}{f', unless {unless}' if unless else ''}"


def owing(book: Book, rule: Rule, lang: str = "en") -> str:
    """Return who must do what by when: “the line manager must debrief the person affected within 1 working day”."""
    who = the_post(book, rule.owed_by, lang)
    do = f"send the letter “{book.letters[rule.letter].title.text(lang)}”" if rule.letter else book.verbs[rule.do].do
    if rule.for_:
        return f"{who} must {do}"
    again = f", and again {_every(rule.every)}" if rule.every else ""
    again += f" for {rule.lasts}" if rule.lasts else ""
    return f"{who} must {do} {by_when(rule.within)}{again}"


def terms(book: Book, rule: Rule) -> list[str]:
    """Return what else holds for a duty, a sentence each."""
    reminders = listed([f"{wait} before" for wait in rule.remind], "and")
    until = listed([_small(book.verbs[verb].done.rstrip(".")) for verb in rule.until])
    return [
        *([f"A reminder goes out {reminders}."] if reminders else []),
        *(["The report cannot be closed before it is done."] if rule.before_close else []),
        *(["It may be waived with a reason."] if rule.waivable else []),
        *([f"It ends, done or not, once {until}."] if until else []),
        *([f"It is first due on {day_in_words(rule.anchor)}."] if rule.anchor else []),
    ]


def condition(book: Book, rule: Rule, one: Condition, lang: str = "en") -> str:
    """Return a condition in words: “the worst injury was medical or hospital”."""
    fact = next((found for verb in rule.on if (found := book.verbs[verb].fact(one.fact))), None)
    if fact is None:
        return one.fact
    if one.at_least is not None:
        return f"{fact.about} at least {one.at_least}"
    if fact.kind is Kind.YES_NO:
        return fact.about if True in one.any_of else f"it is not so that {fact.about}"
    return f"{fact.about} {listed([word(book, fact, str(value), lang) for value in one.any_of])}"


def word(book: Book, fact: Fact, value: str, lang: str = "en") -> str:
    """Return a word of a fact as people read it: the title of the entry that it names, else the word itself."""
    named: dict[str, Mapping[str, ReportKind | Support | Response | LetterTemplate]] = {
        "kind": book.kinds,
        "support": book.support,
        "response": book.responses,
        "letter": book.letters,
    }
    entry = named.get(fact.words_from, {}).get(value)
    return f"“{entry.title.text(lang)}”" if entry else value.replace("-", " ")


def the_post(book: Book, post: str, lang: str = "en") -> str:
    """Return a post in a sentence: “the line manager”, “the Director of Housing”."""
    title = book.posts[post].title.text(lang) if post in book.posts else post
    return f"the {_small(title) if title[1:] == title[1:].lower() else title}"


def by_when(wait: Duration) -> str:
    """Return a duration as a time limit: “within 2 working days”, “at once”, “by close of business”."""
    said = {
        Unit.IMMEDIATELY: "at once",
        Unit.CLOSE_OF_BUSINESS: "by close of business",
        Unit.NEXT_WORKING_DAY: "by the end of the next working day",
    }
    return said.get(wait.unit, f"within {wait}")


def _ladder(book: Book, rule: Rule, lang: str) -> str:
    told = []
    for number, rung in enumerate(rule.escalate):
        since = "that" if number else "it was due"
        wait = {
            Unit.IMMEDIATELY: "at once",
            Unit.CLOSE_OF_BUSINESS: "at close of business",
            Unit.NEXT_WORKING_DAY: "at the end of the next working day",
        }.get(rung.after.unit, f"{rung.after} after {since}")
        told.append(f"{the_post(book, rung.to, lang)} hears {wait}")
    return f"; if it is late, {listed(told, 'and')}" if told else ""


def _every(wait: Duration) -> str:
    if wait.unit in {Unit.CLOSE_OF_BUSINESS, Unit.NEXT_WORKING_DAY}:
        return "every working day"
    return f"every {str(wait).removeprefix('1 ')}"


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
