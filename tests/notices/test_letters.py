"""What messages say, and what none of them ever says (B21)."""

import pytest
from django.conf import settings

from heed.notices.changes import tell
from heed.notices.drivers.smtp import Server, Smtp
from heed.notices.letters import SAYS, WITHOUT_SIGN_IN, letter_of
from heed.notices.models import Message
from heed.notices.sending import Outbox
from heed.notices.states import Notice
from tests.moments import at, london

CANARIES = ("Quillfeather", "Brackenbury", "gravel drive", "07700 900123", "Elmwood Terrace", "Wetherby Housing")


@pytest.fixture
def people(make):
    agency = make.agency(name="Wetherby Housing")
    team = make.team(agency, "Elmwood Terrace")
    asha = make.user("Asha Quillfeather", team)
    # An address cannot hide whom it belongs to; all else can.
    type(asha).objects.filter(pk=asha.pk).update(email="a.q@example.org")
    asha.refresh_from_db()
    return asha, make.user("Ben Brackenbury", team, post="line-manager", job="Warden of Elmwood Terrace")


def test_every_kind_of_notice_says_something_of_its_own():
    assert set(SAYS) == set(Notice)
    assert len(set(SAYS.values())) == len(Notice)


def test_a_letter_in_full(people):
    asha, _ = people
    tell(at("2026-04-02 12:00"), [asha], Notice.LATE, reference="H-4KQ2-9XTM", link="/duties/7")
    letter = letter_of(Message.objects.get())
    assert (letter.to, letter.subject) == ("a.q@example.org", "Heed: Something of yours is late (H-4KQ2-9XTM)")
    assert letter.body == (
        "Something that you have to do in Heed is now late. Please do it as soon as you can.\n\n"
        "Reference: H-4KQ2-9XTM\n\n"
        f"Sign in to see it: {settings.BASE_URL}/duties/7\n\n"
        "This message says no more than this, so that nobody else can learn anything from it.\n"
    )


@pytest.mark.clause("EHC-3")
@pytest.mark.parametrize("kind", Notice)
def test_no_message_of_any_kind_carries_what_it_is_about(make, people, sink, kind):
    asha, ben = people
    incident = make.report(
        asha, london("2026-04-02 10:00"), story="He followed me up the gravel drive.", address="4 Elmwood Terrace",
        feeling="I rang 07700 900123.", victims=[asha],
    )  # fmt: skip
    Message.objects.all().delete()
    tell(at("2026-04-02 12:00", by=ben), [asha], kind, reference=incident.case.reference, link="/reports/x")
    with Outbox(Smtp(Server.of(sink.url), "Heed <heed@example.com>")) as outbox:
        outbox.send(at("2026-04-02 12:01"), Message.objects.get().pk)

    [got] = sink.got
    assert got.recipients == ("a.q@example.org",)
    assert got.message["To"] == "a.q@example.org"
    assert (got.message["Cc"], got.message["Bcc"], got.message.is_multipart()) == (None, None, False)
    said = got.content.decode() + got.message.get_content() + str(got.message["Subject"])
    assert [canary for canary in (*CANARIES, "Asha", "Ben") if canary.lower() in said.lower()] == []
    assert incident.case.reference in said


def test_the_canaries_would_be_found(people):
    """A zero counts only where a planted fault is found."""
    asha, _ = people
    said = f"{asha.name} of {asha.team} in {asha.agency}"
    assert [canary for canary in CANARIES if canary in said] == ["Quillfeather", "Elmwood Terrace", "Wetherby Housing"]


def test_only_what_lets_somebody_in_leads_past_the_sign_in():
    assert WITHOUT_SIGN_IN == (Notice.INVITATION, Notice.PASSWORD)


def test_a_letter_is_in_the_language_of_the_house_whatever_page_caused_it(people):
    asha, _ = people
    tell(at("2026-04-02 12:00"), [asha], Notice.GRANT, link="/posts/waiting")
    letter = letter_of(Message.objects.get())
    assert letter.subject == "Heed: A change to staff or posts waits for your agreement"
    assert "Reference" not in letter.body
