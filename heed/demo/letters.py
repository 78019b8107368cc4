"""Letters of the demo: a conversation is confirmed in writing, looked at by a second person, and handed over."""

from datetime import datetime

from heed.casework.cases.models import Involvement
from heed.casework.cases.states import Part
from heed.documents.letters import changes, queries
from heed.documents.letters.queries import Intended
from heed.documents.letters.states import Way
from heed.incidents.models import Incident
from heed.people.agencies.stamps import Signed
from heed.policy.letters import Chosen
from heed.policy.vocabulary import Given

TEMPLATE = "after-conversation"
WORDS = {
    "what_happened": "You shouted at somebody who works for us and would not let them finish.",
    "impact": "They were upset, and others who heard it were too.",
    "expected": "Please speak calmly to the people who work for us, also when you are not happy with us.",
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
        fields={**WORDS, "happened_on": happened.isoformat(), "spoken_on": spoken.isoformat()},
    )


def hand_over(writer: Signed, second: Signed, incident: Incident, intended: Intended, given: Given) -> None:
    """Write it, have it looked at, and hand it over."""
    letter = changes.draft(writer, case=incident.case, intended=intended, given=given)
    changes.finish(writer, letter, given=given)
    again, version = changes.where(letter), letter.words.number
    changes.release(second, letter, again=again, version=version, given=given)
    changes.send(writer, letter, given=given)
