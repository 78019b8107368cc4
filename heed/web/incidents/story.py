"""What was reported, in words: the facts as questions and answers, the people, each only for those who may see them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from heed.casework.cases.states import Part
from heed.incidents.queries import Incident, Involvement, Person
from heed.incidents.rules import Sight
from heed.incidents.states import Strand
from heed.people.public.states import AgeBand, Known
from heed.policy.book import Book, Question
from heed.web.duties.board import kinds_in_words
from heed.web.guidance.shown import said
from heed.web.incidents.words import NAMES, value_in_words
from heed.web.reporting.facts import ABOUT_WHEN, POLICE_REFERENCE
from heed.web.words import in_words, local_day, moment

Pair = tuple[str, str]
PRIVATE = (Part.VICTIM, Part.REPORTER, Part.WITNESS)
SHOWN_PARTS = (Part.VICTIM, Part.REPORTER, Part.WITNESS, Part.SUBJECT, Part.MANAGER)


def circumstances(incident: Incident, book: Book, seen: Sight) -> list[Pair]:
    """Return what, when and where; where only with the story, as a place can say who it was (N4)."""
    pairs = [(_("What"), kinds_in_words(incident.facts.get("kinds", []), book))]
    if incident.happened_at:
        when = moment(incident.happened_at) if incident.time_known else in_words(local_day(incident.happened_at))
        pairs.append((_("When"), when))
    elif incident.answers.get(ABOUT_WHEN):
        pairs.append((_("About when"), incident.answers[ABOUT_WHEN]))
    if incident.place and seen.story:
        pairs.append((_("Where"), str(incident.place)))
    pairs.append((_("Reported"), moment(incident.reported_at)))
    return pairs


def answers(incident: Incident, book: Book) -> list[Pair]:
    """Return the questions that the report's kinds asked, with their answers, then every other fact that was stated."""
    facts: Mapping[str, Any] = incident.facts
    asked = dict.fromkeys(
        question for word in facts.get("kinds", ()) if word in book.kinds for question in book.kinds[word].questions
    )
    questions = [book.questions[each] for each in (*asked, *incident.answers) if each in book.questions]
    pairs, told = dict[str, str](), {"kinds", "concern"}
    for question in questions:
        value = incident.answers.get(question.id, facts.get(question.fact or ""))
        if value not in (None, "", []):
            pairs[said(question.ask)] = answer_in_words(question, value, book)
            told.add(question.fact or "")
    rest = [
        (str(NAMES[name]), value_in_words(name, value, book))
        for name, value in facts.items()
        if _stated(name, value, told)
    ]
    reference = incident.answers.get(POLICE_REFERENCE)
    return [*pairs.items(), *rest, *([(_("Police reference"), reference)] if reference else [])]


def _stated(name: str, value: Any, told: set[str]) -> bool:
    return name in NAMES and name not in told and value not in (None, "", [])


def answer_in_words(question: Question, value: Any, book: Book) -> str:
    """Return an answer by the labels of its question's options, else by those of the fact."""
    labels = {option.word: said(option.label) for option in question.options}
    if isinstance(value, list):
        return ", ".join(labels.get(each, str(each)) for each in value)
    if value in ("yes", "no") and question.answer == "yes-no":
        value = value == "yes"
    return labels.get(value) or value_in_words(question.fact or "", value, book)


def people(involvements: Iterable[Involvement], seen: Sight, reader: int) -> list[Pair]:
    """Return everybody with a part in the report that the reader may know of, by part."""
    found: dict[str, list[str]] = {}
    for each in involvements:
        if each.part in SHOWN_PARTS and _shown(each, seen):
            found.setdefault(str(Part(each.part).label).capitalize(), []).append(named(each, reader))
    return [(part, "\n".join(dict.fromkeys(names))) for part, names in found.items()]


def _shown(each: Involvement, seen: Sight) -> bool:
    if each.part in PRIVATE:
        return seen.victim
    return seen.subject or each.part != Part.SUBJECT


def named(each: Involvement, reader: int) -> str:
    """Return who has the part: a user, somebody of the public as far as they are known, or a name."""
    if each.user:
        name = f"{each.user.name}, {each.user.job}" if each.user.job else each.user.name
        return _("{name} (you)").format(name=name) if each.user.pk == reader else name
    return described(each.person) if each.person else each.name


def described(person: Person) -> str:
    """Return what is known or was told of a member of the public."""
    parts = [person.name or _("Name not known")]
    if person.known != Known.FULLY:
        parts.append(str(Known(person.known).label).lower())
    if person.age_band:
        parts.append(str(AgeBand(person.age_band).label))
    if person.employer:
        parts.append(_("works for {employer}").format(employer=person.employer))
    parts += [text for text in (person.telephone, person.email, str(person.place or "")) if text]
    line = ", ".join(parts)
    return f"{line}: {person.description}" if person.description else line


def hostility(incident: Incident) -> list[Pair]:
    """Return what somebody believes was behind it, in their own words."""
    found = getattr(incident, "hostility", None)
    if found is None:
        return []
    strands = ", ".join(str(Strand(word).label) if word in Strand.values else word for word in found.strands)
    pairs = [(_("Seen as hostility because of"), strands), (_("In their own words"), found.words)]
    return [(name, text) for name, text in pairs if text]
