"""From proposal to end by the pages: each verb by whoever it falls to, everybody else told why not, nothing twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.casework.duties.models import Duty
from heed.notices.models import Message
from heed.register.markers import changes
from heed.register.markers.models import Answer, Marker
from heed.register.terms.changes import look_ahead
from tests.register.conftest import MONDAY, Council
from tests.web.register.conftest import Page, at, day, errors, factors, words

pytestmark = pytest.mark.django_db


def refreshed(marker: Marker) -> Marker:
    return Marker.objects.get(pk=marker.pk)


@pytest.mark.clause("EHC-3", "EHC-4", "EHC-6", "EHC-11")
def test_from_proposal_to_the_register_by_the_pages(page: Page, council: Council) -> None:
    marker = council.propose()
    page(council.officer, at(marker, "version"), {"how": "give", "text": "He had a spade in his hand."})
    page(council.head, at(marker, "countersign"), factors())
    decided = {**factors(), "decision": "add", **day("ends_on", "2027-6-1")}
    answer = page(council.owner, at(marker, "decide"), decided)
    assert answer.headers["Location"] == at(marker)
    live = refreshed(marker)
    assert (live.status, live.countersigned_by, live.decided_by, str(live.ends_on)) == (
        "live", council.head, council.owner, "2027-06-01")  # fmt: skip
    assert Answer.objects.filter(marker=marker).count() == 10


def test_what_is_owed_leads_to_the_page_that_does_it(page: Page, council: Council) -> None:
    marker = council.propose()
    lines = {line.href: line.about for line in page(council.head, "/").context["lines"]}
    assert lines == {at(marker, "countersign"): f"Entry {marker.case.reference}"}
    assert page(council.head, at(marker, "countersign")).status_code == 200


def test_a_duty_to_propose_leads_to_proposing_from_the_report(page: Page, council: Council) -> None:
    council.make.step(council.safety, council.incident, "consider-marker", MONDAY, facts={"propose": True})
    path = f"/reports/{council.incident.case.reference}/propose"
    [line] = [each for each in page(council.manager, "/").context["lines"] if each.href == path]
    assert line.about == f"Report {council.incident.case.reference}"


@pytest.mark.clause("EHC-6")
def test_each_factor_stands_with_its_words_and_the_proposal_beside_it(page: Page, council: Council) -> None:
    marker = council.propose()
    answer = page(council.head, at(marker, "countersign"))
    text = words(answer)
    assert "How severe was the violence, the threat or the danger?" in text
    assert "What was done or said, and what harm came of it or could have." in text
    assert "He raised a spade and said that he would use it." in text
    assert f"As told in report {council.incident.case.reference}" in text
    assert "They have been asked and still have time. Nobody decides before." in text


@pytest.mark.clause("EHC-6")
def test_a_factor_left_empty_is_asked_for_and_the_others_stay(page: Page, council: Council) -> None:
    marker = council.propose()
    answer = page(council.head, at(marker, "countersign"), factors() | {"factor-time": " "})
    assert errors(answer) == {"factor-time": "Answer: How long ago was it?"}
    assert "As reported: severity." in answer.content.decode()
    assert refreshed(marker).countersigned_by is None


@pytest.mark.clause("EHC-4")
def test_the_decision_has_the_countersigners_answers_and_the_version_beside_it(page: Page, council: Council) -> None:
    marker = council.countersigned()
    answer = page(council.owner, at(marker, "decide"))
    text = words(answer)
    assert "Hana Teasel, when it was countersigned, 1 June 2026 As the report says: severity." in text
    assert "It was as I wrote it." in text
    assert answer.context["form"]["ends_on"].value().isoformat() == "2027-06-01"  # the usual term
    assert "Usually until 1 June 2027; your policy allows no later than 1 June 2028." in text


WRONG: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({}, {"decision": "Select whether it goes on the register"}),
    ({"decision": "add"}, {"ends_on": "Enter until which day it stands"}),
    ({"decision": "add", **day("ends_on", "2026-6-1")}, {"ends_on": "The day must be 2 June 2026 or later"}),
    ({"decision": "add", **day("ends_on", "2028-6-2")}, {"ends_on": "The day must be 1 June 2028 or earlier"}),
    ({"decision": "refuse"}, {"reason": "Enter why it does not go on the register"}),
]


@pytest.mark.clause("EHC-11")
@pytest.mark.parametrize(("sent", "expected"), WRONG)
def test_a_decision_needs_its_day_or_its_reason(
    page: Page, council: Council, sent: dict[str, Any], expected: dict[str, str]
) -> None:
    marker = council.countersigned()
    assert errors(page(council.owner, at(marker, "decide"), {**factors(), **sent})) == expected
    assert refreshed(marker).status == "countersigned"


def test_a_refusal_forgets_a_day_that_was_wrong(page: Page, council: Council) -> None:
    marker = council.countersigned()
    sent = {**factors(), "decision": "refuse", "reason": "A single event.", **day("ends_on", "2031-2-30")}
    assert page(council.owner, at(marker, "decide"), sent).status_code == 302
    assert (refreshed(marker).status, refreshed(marker).ends_on) == ("refused", None)


def test_asked_for_more_added_and_round_again(page: Page, council: Council) -> None:
    marker = council.propose()
    page(council.head, at(marker, "ask"), {"text": "What day was it?"})
    assert refreshed(marker).status == "returned"
    [line] = [each for each in page(council.manager, "/").context["lines"] if "register" in each.href]
    assert line.href == at(marker, "amend")
    sent = {"text": "Here.", "facts": "1", **day("on-0", "2026-5-30"), "what-0": "He came back with the spade."}
    page(council.manager, at(marker, "amend"), sent)
    assert (refreshed(marker).status, str(refreshed(marker).cited_on)) == ("proposed", "2026-05-30")


def test_the_proposer_withdraws(page: Page, council: Council) -> None:
    marker = council.propose()
    page(council.manager, at(marker, "withdraw"), {"text": "It was somebody else."})
    assert refreshed(marker).status == "withdrawn"


@pytest.mark.parametrize(("sent", "expected"), [
    ({}, {"how": "Select yes if you want to say how it was"}),
    ({"how": "give"}, {"text": "Enter how it was"}),
])  # fmt: skip
def test_the_version_is_asked_for_kindly(
    page: Page, council: Council, sent: dict[str, str], expected: dict[str, str]
) -> None:
    assert errors(page(council.officer, at(council.propose(), "version"), sent)) == expected


@pytest.mark.clause("EHC-4")
def test_the_employee_may_decline_and_their_page_shows_no_story(page: Page, council: Council) -> None:
    marker = council.propose()
    assert f'href="{at(marker, "version")}"' in page(council.officer, at(marker)).content.decode()
    page(council.officer, at(marker, "version"), {"how": "decline", "text": "left over"})
    text = words(page(council.officer, at(marker)))
    assert "You chose not to give one." in text
    assert [word for word in ("spade", "Hana Teasel", "left over") if word in text] == []
    assert "They chose not to give one." in words(page(council.head, at(marker, "countersign")))


@pytest.mark.clause("EHC-10")
def test_silence_is_proposed_agreed_by_another_looked_at_and_broken(page: Page, council: Council) -> None:
    marker = council.countersigned()
    reason = {"text": "He has said that he kills whoever writes to him."}
    page(council.owner, at(marker, "propose-silence"), reason)
    assert page(council.owner, at(marker, "agree-silence")).status_code == 403
    page(council.safety, at(marker, "agree-silence"), {})
    council.decide(refreshed(marker), ends_on=MONDAY.date() + timedelta(days=90))
    assert (refreshed(marker).letter_owed, refreshed(marker).silence_agreed_by) == (False, council.safety)
    assert "agreed by Sana Yarrow" in words(page(council.owner, at(marker)))
    page(council.owner, at(marker, "review-silence"), {"text": "Nothing has changed."})
    page(council.owner, at(marker, "break-silence"), {})
    assert (refreshed(marker).letter_owed, refreshed(marker).silence_reason) == (True, "")


@pytest.mark.clause("EHC-12", "EHC-14", "EHC-6")
def test_a_review_has_last_times_answers_beside_this_times(page: Page, council: Council) -> None:
    marker = council.live()
    look_ahead(council.make.stamp(MONDAY + timedelta(days=120)), agency_id=marker.case.agency_id)
    assert Duty.objects.open().filter(case=marker.case, verb="marker.review").count() == 1
    text = words(page(council.owner, at(marker, "review")))
    assert "Owen Thrift, when it was decided, 1 June 2026 As the report says: time." in text
    assert "when it was countersigned" not in text.partition("What does the review come to?")[0]
    sent = {**factors(), "outcome": "renew", "reason": "He did it again.", **day("ends_on", "2027-5-1")}
    page(council.owner, at(marker, "review"), sent)
    renewed = refreshed(marker)
    assert (renewed.status, renewed.renewals, str(renewed.ends_on)) == ("live", 1, "2027-05-01")
    [first, *_rest] = page(council.owner, at(marker)).context["factors"]
    assert [who for who, _text in first.answers] == [
        "Owen Thrift, when it was reviewed, 1 June 2026",
        "Owen Thrift, when it was decided, 1 June 2026",
        "Hana Teasel, when it was countersigned, 1 June 2026",
    ]


@pytest.mark.clause("EHC-11")
def test_ended_it_warns_nobody_from_that_moment(page: Page, council: Council) -> None:
    marker = council.live()
    sought = {"purpose": "visit", "reference": marker.case.reference}
    assert "There is a warning" in words(page(council.other, "/register/look-up", sought))
    page(council.owner, at(marker, "end"), {"why": "mistaken", "text": "It was his brother."})
    assert (refreshed(marker).status, refreshed(marker).ending) == ("ended", "mistaken")
    assert "Nothing found" in words(page(council.other, "/register/look-up", sought))


def test_an_end_by_hand_offers_only_reasons_that_can_be_true(page: Page, council: Council) -> None:
    marker = council.live()
    form = page(council.owner, at(marker, "end")).context["form"]
    assert [word for word, _ in form.fields["why"].choices] == ["no-risk", "mistaken"]
    answer = page(council.owner, at(marker, "end"), {"why": "appeal", "text": "They wrote."})
    assert (answer.status_code, refreshed(marker).status) == (200, "live")


@pytest.mark.clause("EHC-2")
def test_facts_are_put_right_and_the_story_keeps_why(page: Page, council: Council) -> None:
    marker = council.live(further=[("1 Tern Row", "ZZ9 1AA")])
    form = page(council.owner, at(marker, "correct")).context["form"]
    assert (form["hazards"].value(), form["further"].value()) == (["violence"], "1 Tern Row, ZZ9 1AA")
    sent = {"hazards": ["threats"], "advice": "By telephone.", "further": "2 Tern Row ZZ9 2AA", "text": "No blow fell."}
    page(council.owner, at(marker, "correct"), sent)
    right = refreshed(marker)
    assert (right.hazards, right.controls, right.advice) == (["threats"], [], "By telephone.")
    assert [str(each.place) for each in right.whereabouts.all()] == ["2 Tern Row, ZZ9 2AA"]
    assert "No blow fell." in words(page(council.owner, at(marker)))


@pytest.mark.clause("EHC-7")
def test_an_announcement_shows_its_size_before_it_goes_and_says_nothing(page: Page, council: Council) -> None:
    marker = council.live()
    Message.objects.all().delete()
    assert errors(page(council.owner, at(marker, "announce"), {})) == {
        "teams": "Select the teams that need to know", "reason": "Enter why these teams need to know"}  # fmt: skip
    sent = {"teams": [str(council.other.team_id)], "reason": "They repair the flats there.", "token": "a"}
    council.make.user("Una Vale", council.other.team)
    text = words(page(council.owner, at(marker, "announce"), sent))
    assert ("It goes to 2 people" in text, Message.objects.count()) == (True, 0)
    again = page(council.owner, at(marker, "announce"), {**sent, "change": "1"})
    assert again.templates[0].name == "register/announce.html"
    page(council.owner, at(marker, "announce"), {**sent, "send": "1"})
    assert {(each.kind, each.reference, each.link) for each in Message.objects.all()} == {
        ("new-entry", "", "/register/look-up")}  # fmt: skip
    text = words(page(council.owner, at(marker)))
    assert "2 people, on Monday 1 June 2026 at 10am, by Owen Thrift: Repairs team. They repair the flats" in text


VERBS = ("version", "countersign", "decide", "ask", "amend", "withdraw", "propose-silence", "agree-silence",
         "review-silence", "break-silence", "review", "correct", "end", "announce", "looks")  # fmt: skip


@pytest.mark.parametrize("word", VERBS)
def test_who_has_nothing_to_do_with_it_finds_nothing(page: Page, council: Council, word: str) -> None:
    marker = council.live()
    paths = (at(marker, word), f"/register/H-AAAA-AAAA/{word}")
    read, sent = ([page(council.other, path, form).status_code for path in paths] for form in (None, {"text": "x"}))
    assert (read, len(set(sent)), sent[0] in (404, 405)) == ([404, 404], 1, True)
    assert refreshed(marker).status == "live"


def test_a_word_that_is_no_verb_is_not_found(page: Page, council: Council) -> None:
    assert page(council.owner, at(council.live(), "explode")).status_code == 404


@pytest.mark.parametrize(("who", "word", "reason"), [
    ("manager", "countersign", "You are named in this case, so somebody else must do this."),
    ("officer", "countersign", "You are named in this case, so somebody else must do this."),
    ("owner", "countersign", "Only the post that your policy names for it can countersign."),
    ("head", "decide", "This cannot be done while the entry is “Waiting to be countersigned”."),
    ("safety", "withdraw", "Only whoever proposed the entry can do this."),
    ("head", "version", "Only the employee concerned can give their own version."),
])  # fmt: skip
def test_who_may_not_is_told_why(page: Page, council: Council, who: str, word: str, reason: str) -> None:
    answer = page(getattr(council, who), at(council.propose(), word))
    assert (answer.status_code, reason in words(answer)) == (403, True)


def test_the_subject_sees_nothing_even_as_owner(page: Page, council: Council) -> None:
    marker = council.live()
    involve(council.make.stamp(), case=marker.case, part=Part.SUBJECT, user=council.owner)
    assert page(council.owner, at(marker)).status_code == 404
    assert page(council.owner, "/register").context["rows"] == []


def test_pressing_twice_countersigns_once(client: Client, council: Council) -> None:
    marker = council.propose()
    client.force_login(council.head)
    sent = {**factors(), "token": "twice"}
    places = [client.post(at(marker, "countersign"), sent).headers["Location"] for _press in range(2)]
    assert (places, Answer.objects.filter(marker=marker).count()) == ([at(marker)] * 2, 5)


def test_a_deputy_goes_home_when_the_entry_is_no_longer_theirs(page: Page, council: Council) -> None:
    marker = council.propose()
    changes.withdraw(council.by(council.manager), marker, text="No.")
    assert page(council.other, at(marker)).status_code == 404
