"""Letters of the demo: they confirm a conversation or tell of an entry, are looked at twice, and are handed over."""

from collections.abc import Mapping
from datetime import date, datetime

from heed.casework.cases.models import Case, Involvement
from heed.casework.cases.states import Part
from heed.documents.letters import changes, queries
from heed.documents.letters.queries import Intended
from heed.documents.letters.states import Way
from heed.incidents.models import Incident
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import Signed
from heed.policy.letters import Chosen
from heed.policy.vocabulary import Given
from heed.register.markers.models import Marker
from heed.register.telling.queries import words_of

NOTHING = Chosen()
TEMPLATE = "after-conversation"
WORDS = {
    "what_happened": "You shouted at somebody who works for us and would not let them finish.",
    "impact": "They were upset, and others who heard it were too.",
    "expected": "Please speak calmly to the people who work for us, also when you are not happy with us.",
    "why_words": "Everybody who works for us must be able to do their work without being frightened.",
}


def confirmation(incident: Incident, at: datetime) -> Intended | None:
    """Return the letter that confirms a conversation; None where nobody knows to whom it would go."""
    people = Involvement.objects.filter(case=incident.case, part=Part.SUBJECT).select_related("person")
    person = next((each.person for each in people.order_by("pk") if each.person and each.person.name), None)
    if person is None:
        return None
    spoken = queries.today_of(incident.case, at)
    happened = min(spoken, queries.today_of(incident.case, incident.happened_at or incident.reported_at))
    return Intended(
        TEMPLATE,
        to_name=person.name,
        person=person,
        way=Way.HANDED_OVER,
        chosen=Chosen({"complaint": "route", "understood": "reassured"}),
        fields=_asked(TEMPLATE, incident.case, {"happened_on": happened.isoformat(), "spoken_on": spoken.isoformat()}),
    )


def about_entry(
    marker: Marker, template: str, at: datetime, *, chosen: Chosen = NOTHING, more: Mapping[str, str] = {}
) -> Intended | None:
    """Return the letter about an entry; None where it is about nobody."""
    if marker.person is None:
        return None
    said = {
        name: value.isoformat() if isinstance(value, date) else value for name, value in words_of(marker, at).items()
    }
    return Intended(
        template,
        to_name=marker.person.name,
        person=marker.person,
        way=Way.HANDED_OVER,
        chosen=chosen,
        fields=_asked(template, marker.case, {**said, **more}),
    )


def _asked(template: str, case: Case, said: Mapping[str, str]) -> dict[str, str]:
    """Return what is said and the words of the demo, as far as the template asks for them."""
    names = [field.name for field in book_for(case.agency).letters[template].asked()]
    return {name: value for name, value in {**WORDS, **said}.items() if name in names}


def hand_over(writer: Signed, second: Signed, case: Case, intended: Intended, given: Given) -> None:
    """Write it, have it looked at, and hand it over."""
    letter = changes.draft(writer, case=case, intended=intended, given=given)
    changes.finish(writer, letter, given=given)
    again, version = changes.where(letter), letter.words.number
    changes.release(second, letter, again=again, version=version, given=given)
    changes.send(writer, letter, given=given)
