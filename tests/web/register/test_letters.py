"""The letters of an entry: what is offered, what the form begins with, who deals with them, what the page says."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.casework.duties.models import Duty
from heed.documents.letters.models import Letter
from heed.documents.letters.queries import pages_of
from heed.people.agencies.models import User
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending
from heed.register.telling import changes as telling
from heed.register.terms import changes as terms
from tests.documents.letters.paper.reading import Read
from tests.register.conftest import Council
from tests.web.register.conftest import at, day, words

pytestmark = pytest.mark.django_db
Page = Callable[..., Any]
ADDRESS = "19 Marl Lane\nHartmere\nHM1 2AB"
DONE = "You raised a spade and said that you would use it."


def begun(answer: Any) -> dict[str, str]:
    """Return what the form of a letter begins with, as a browser would send it."""
    sent: dict[str, str] = {}
    for bound in answer.context["form"]:
        value = bound.initial
        if isinstance(value, date):
            sent |= day(bound.name, value.isoformat())
        elif value and not isinstance(value, list):
            sent[bound.name] = str(value)
    return sent


def writes(page: Page, council: Council, marker: Marker, template: str = "marker-notification", **more: str) -> Letter:
    path = at(marker, f"letters/write/{template}")
    typed = {"to_address": ADDRESS, "other_address": "on", "field-what_happened": DONE, **more}
    answer = page(council.owner, path, begun(page(council.owner, path)) | typed)
    assert answer.status_code == 302, answer.context["form"].errors
    return Letter.objects.latest("pk")


def sends(page: Page, council: Council, marker: Marker, letter: Letter) -> None:
    here = at(marker, f"letters/{letter.pk}")
    page(council.owner, f"{here}/finish", {})
    page(council.safety, f"{here}/release", {"again": ADDRESS, "version": "1"})
    page(council.owner, f"{here}/send", {})


@pytest.mark.clause("EHC-8")
def test_the_letter_is_filled_in_from_the_entry_read_by_a_second_person_and_sent(page: Page, council: Council) -> None:
    marker = council.live()
    listed = page(council.owner, at(marker, "letters"))
    titles = [choice.title for choice in listed.context["choices"]]
    assert (titles[0], listed.context["choices"][0].owed) == ("A new entry on the register", True)
    assert {"A warning", "After we have spoken with the person"} & {*titles} == set()
    asked = page(council.owner, at(marker, "letters/write/marker-notification"))
    assert f"29 May 2026 : As told in report {council.incident.case.reference}" in words(asked)

    letter = writes(page, council, marker)
    shown = words(page(council.owner, at(marker, f"letters/{letter.pk}")))
    for content in (
        DONE,
        "Everybody who works for us must be able",
        "From 1 June 2026 our records about you show this note: violence.",
        "Only members of our staff", "The note ends on 29 October 2026", "We look at it again by 29 September 2026",
        "You can appeal until 29 October 2026. You can ask for the decision to be looked at again",
    ):  # fmt: skip
        assert content in shown

    sends(page, council, marker, letter)
    letter.refresh_from_db()
    assert letter.status == "sent"
    assert "H1" in Read(pages_of(letter) or b"").tags()
    assert Duty.objects.get(case=marker.case, rule="write-to-the-person").status == "done"
    assert "1 June 2026: A new entry on the register." in words(page(council.owner, at(marker)))


@pytest.mark.clause("EHC-8")
def test_it_goes_to_nobody_else_of_the_report(page: Page, council: Council) -> None:
    marker = council.live()
    other = council.make.person(council.owner.agency, "Bryn Other")
    involve(council.by(council.owner), case=marker.case, part=Part.SUBJECT, person=other)

    form = page(council.owner, at(marker, "letters/write/marker-notification")).context["form"]
    assert form.fields["person"].choices == [(str(council.person.pk), "Colin Marlpit")]


def test_what_names_staff_is_shown_to_the_writer(page: Page, council: Council) -> None:
    marker = council.live()
    letter = writes(page, council, marker, **{"field-what_happened": "You raised a spade at Asha."})

    shown = words(page(council.owner, at(marker, f"letters/{letter.pk}")))
    assert "This letter gives somebody away." in shown
    assert "“Asha”: person affected" in shown


@pytest.mark.clause("EHC-8")
def test_whoever_keeps_the_register_writes_and_nobody_else_knows_of_it(page: Page, council: Council) -> None:
    marker = council.live()
    letter = writes(page, council, marker)
    here = at(marker, f"letters/{letter.pk}")

    def codes(path: str, *people: User) -> list[int]:
        return [page(each, path).status_code for each in people]

    hidden = (council.manager, council.head, council.officer, council.other, council.chief, council.admin)
    assert codes(here, *hidden) == codes(at(marker, "letters"), *hidden) == [404] * len(hidden)
    assert codes(here, council.owner, council.safety, council.dpo) == [200] * 3
    # They read it, and it falls to none of them.
    assert codes(f"{here}/change", council.safety, council.dpo) == [403] * 2
    listed = [each.to for each in page(council.manager, "/letters/waiting").context["letters"]]
    page(council.owner, f"{here}/finish", {})
    listed += [each.to for each in page(council.manager, "/letters/waiting").context["letters"]]
    assert listed == []
    assert [each.to for each in page(council.safety, "/letters/waiting").context["letters"]] == ["Colin Marlpit"]
    assert page(council.owner, f"/reports/{marker.case.reference}/letters").status_code == 404
    assert page(council.owner, at(marker, "letters/write/warning")).status_code == 403


def test_no_letter_says_what_has_not_happened_yet(page: Page, council: Council) -> None:
    marker = council.countersigned()
    why = {each.title: each.why_not for each in page(council.owner, at(marker, "letters")).context["choices"]}

    first = "This letter cannot be written yet. First record this: "
    assert why["A new entry on the register"] == f"{first}put it on the register."
    assert why["An entry on the register stays longer"] == f"{first}renew the entry."
    assert why["An entry on the register has ended"] == f"{first}end the entry."


def test_a_property_is_written_about_to_whoever_lives_there(page: Page, council: Council) -> None:
    marker = council.live(person=None, address="19 Marl Lane", postcode="HM1 2AB", hazards=["animal"],
                          controls=["animal-away"])  # fmt: skip
    letter = writes(page, council, marker, "property-notification", to_name="The occupier")

    shown = words(page(council.owner, at(marker, f"letters/{letter.pk}")))
    assert "our records about the address show this note: dangerous animal." in shown
    assert "It is about the property, and not about you as a person." in shown


@pytest.mark.clause("EHC-13")
def test_letters_go_with_the_entry_and_its_report_keeps_its_own(page: Page, council: Council) -> None:
    marker = council.live(ends_on=council.now.date() + timedelta(days=40))
    letter = writes(page, council, marker)
    sends(page, council, marker, letter)
    draft = writes(page, council, marker, again="on")
    terms.end(council.by(council.owner), marker, why=Ending.NO_RISK, text="He has moved.")
    agency, soon = council.owner.agency_id, council.make.stamp(council.now + timedelta(days=2))
    # The letter that says so is waited for; nobody could write it without knowing to whom.
    assert terms.erase_ended(soon, agency_id=agency) == 0
    last = writes(page, council, marker, "marker-ended")
    sends(page, council, marker, last)
    assert terms.erase_ended(soon, agency_id=agency) == 1

    kept = [(each.to_name, each.to_address, each.fields, each.person, each.versions.count(), pages_of(each))
            for each in Letter.objects.filter(case=marker.case)]  # fmt: skip
    assert kept == [("", "", {}, None, 0, None)] * 3
    draft.refresh_from_db()
    assert draft.status == "withdrawn"
    assert page(council.owner, at(marker, f"letters/{letter.pk}")).status_code == 404
    shown = words(page(council.owner, at(marker)))
    assert "1 June 2026: A new entry on the register." in shown
    assert "Colin" not in shown


def test_a_letter_that_nobody_writes_is_not_waited_for_for_ever(council: Council) -> None:
    marker = council.live()
    terms.end(council.by(council.owner), marker, why=Ending.NO_RISK, text="He has moved.")
    agency = council.owner.agency_id

    assert terms.erase_ended(council.make.stamp(council.now + timedelta(days=27)), agency_id=agency) == 0
    assert terms.erase_ended(council.make.stamp(council.now + timedelta(days=28)), agency_id=agency) == 1
    duty = Duty.objects.get(case=marker.case, rule="write-at-the-end-to-the-person")
    assert (duty.status, duty.reason) == ("waived", "letter.erase")


@pytest.mark.clause("EHC-10")
def test_the_page_says_why_somebody_is_not_told(page: Page, council: Council) -> None:
    marker = council.live()
    telling.propose_silence(council.by(council.owner), marker, reason="He has said what he would do.")
    telling.agree_silence(council.by(council.safety), marker, text="I read the police note.")

    shown = words(page(council.owner, at(marker)))
    assert "Is not told. He has said what he would do. Proposed by Owen Thrift, agreed by Sana Yarrow." in shown
    assert page(council.owner, at(marker, "letters")).context["choices"][0].owed is False
