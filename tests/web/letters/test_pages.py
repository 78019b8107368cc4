"""The pages of letters: who comes to them, what they ask, what they show, what they record."""

from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from heed.casework.duties.models import Duty
from heed.documents.letters.models import Letter
from heed.ledger.models import Entry
from tests.documents.letters.conftest import ADDRESS
from tests.web.letters.conftest import Pages

pytestmark = pytest.mark.django_db


def status(letter: Letter) -> str:
    letter.refresh_from_db()
    return letter.status


@pytest.mark.clause("CAM-19", "CUM-22")
def test_a_letter_is_written_read_looked_at_by_somebody_else_and_sent(pages: Pages, said) -> None:
    letter = pages.written()
    assert "We are writing about 2 January 2026. You shouted at somebody" in said(
        pages.get(pages.desk.ben, f"/{letter.pk}")
    )

    pages.post(pages.desk.ben, f"/{letter.pk}/finish")
    assert status(letter) == "waiting"
    pages.post(pages.desk.grace, f"/{letter.pk}/release", {"again": ADDRESS, "version": "1"})
    assert status(letter) == "released"
    assert "12 Quarry Lane" in said(pages.get(pages.desk.ben, f"/{letter.pk}/send"))
    pages.post(pages.desk.ben, f"/{letter.pk}/send")
    assert status(letter) == "sent"
    assert "A letter was sent" in said(pages.client.get(f"/reports/{pages.desk.case.reference}"))


def test_the_list_offers_every_letter_and_says_why_one_cannot_be_written_yet(pages: Pages, said) -> None:
    answer = said(pages.get(pages.desk.ben))

    assert f'href="{pages.home}/write/warning"' in answer
    assert f'href="{pages.home}/write/after-conversation"' not in answer
    assert "This letter cannot be written yet. First record this: speak to the person responsible." in answer


@pytest.mark.parametrize("who", ["asha", "stranger"])
@pytest.mark.parametrize("path", ["", "/write/warning", "/{pk}", "/{pk}/release", "/{pk}/pdf", "/{pk}/send"])
def test_whoever_does_not_act_on_the_report_finds_nothing(who: str, path: str, pages: Pages) -> None:
    letter = pages.written()
    stranger = pages.desk.make.user("Rex Marsh", pages.desk.make.team(pages.desk.agency, "Rangers", "Parks"))

    user = pages.desk.asha if who == "asha" else stranger
    assert pages.get(user, path.format(pk=letter.pk)).status_code == 404


@pytest.mark.parametrize("path", ["/write/love-letter", "/999999", "/999999/pdf", "/{pk}/explode"])
def test_what_is_not_there_is_not_found(path: str, pages: Pages) -> None:
    letter = pages.written()

    assert pages.get(pages.desk.ben, path.format(pk=letter.pk)).status_code == 404


def test_a_letter_of_another_report_is_not_found_under_this_one(pages: Pages) -> None:
    letter = pages.written()
    other = pages.desk.make.report(pages.desk.asha)

    answer = pages.client.get(f"/reports/{other.case.reference}/letters/{letter.pk}")
    assert answer.status_code == 404


@pytest.mark.parametrize(("more", "at", "sentence"), [
    ({"to_name": "Carl Merlin"}, "to_name", "Our records call this person “Colin Marlpit”"),
    ({"to_address": "Nowhere"}, "to_address", "End the address with its postcode, on the last line"),
    ({"to_address": "1 New Road\nHM1 1AB"}, "other_address", "Our records have another address for this person."),
    ({"person": None}, "person", "Select to whom it goes"),
    ({"way": None}, "way", "Select how it reaches them"),
    ({"field-happened_on_year": "2027"}, "field-happened_on", "This day has not come yet"),
    ({"field-expected": ""}, "field-expected", "Fill this in"),
    ({"field-expected": "Please [do as asked]."}, "field-expected", "“[do as asked]” was left over"),
    ({"part-complaint": None}, "part-complaint", "Choose one of these"),
    ({"way": "email", "to_email": "colin"}, "to_email", "Enter an e-mail address, such as name@example.com"),
])  # fmt: skip
def test_each_mistake_stands_at_its_question(more: dict[str, Any], at: str, sentence: str, pages: Pages) -> None:
    answer = pages.write(**more)

    form = answer.context["form"]
    assert [message.startswith(sentence) for message in form.errors[at]] == [True]
    assert not Letter.objects.exists()


def test_names_are_shown_on_the_draft_and_go_only_if_ticked_and_agreed(pages: Pages, said) -> None:
    letter = pages.written(**{"field-what_happened": "You shouted at Asha Rowan."})
    assert "“Asha Rowan”: person affected" in said(pages.get(pages.desk.ben, f"/{letter.pk}"))

    refused = pages.post(pages.desk.ben, f"/{letter.pk}/finish")
    assert "Take it out of the letter, or tick that it stays" in said(refused)
    pages.post(pages.desk.ben, f"/{letter.pk}/finish", {"keep": ["asharowan"]})
    sent = {"again": ADDRESS, "version": "1"}
    assert pages.post(pages.desk.grace, f"/{letter.pk}/release", sent).status_code == 403
    assert status(letter) == "waiting"
    pages.post(pages.desk.grace, f"/{letter.pk}/release", {**sent, "agreed": ["asharowan"]})
    assert status(letter) == "released"


def test_who_takes_the_second_look_must_find_the_address_out(pages: Pages, said) -> None:
    letter = pages.waiting()

    for path in (f"/{letter.pk}/release", f"/{letter.pk}"):
        answer = said(pages.get(pages.desk.grace, path))
        assert ("12 Quarry Lane" in answer, "The address is left out here" in answer) == (False, True)
    assert pages.get(pages.desk.grace, f"/{letter.pk}/pdf").status_code == 403
    assert pages.get(pages.desk.ben, f"/{letter.pk}/pdf").status_code == 200


@pytest.mark.parametrize("again", ["", "14 Quarry Lane\nUpper Hartmere\nHM4 2QX"])
def test_a_wrong_address_is_refused_at_the_second_look(again: str, pages: Pages) -> None:
    letter = pages.waiting()
    answer = pages.post(pages.desk.grace, f"/{letter.pk}/release", {"again": again, "version": "1"})

    assert (answer.status_code, status(letter)) == (403 if again else 200, "waiting")


def test_a_letter_that_is_sent_back_is_changed_and_handed_on_again(pages: Pages, said) -> None:
    letter = pages.waiting()
    pages.post(pages.desk.grace, f"/{letter.pk}/send-back", {"text": "Say it more kindly."})
    assert status(letter) == "draft"

    page = pages.get(pages.desk.ben, f"/{letter.pk}/change")
    assert page.context["form"]["field-expected"].value() == "Please speak calmly to the people who work for us."
    form = {**{name: page.context["form"][name].value() for name in page.context["form"].fields}, "way": "post"}
    assert form["to_address"] == ADDRESS
    sent = {**_sent(pages), "field-expected": "Please be calm with us."}
    assert pages.post(pages.desk.ben, f"/{letter.pk}/change", sent).status_code == 302
    shown = said(pages.get(pages.desk.ben, f"/{letter.pk}"))
    assert "<ins>We want to go on helping you. For that we ask this of you: Please be calm with us.</ins>" in shown


def _sent(pages: Pages) -> dict[str, Any]:
    letter = Letter.objects.latest("pk")
    return {
        "person": str(letter.person_id), "to_name": letter.to_name, "way": letter.way, "to_address": letter.to_address,
        "part-complaint": "none", "field-happened_on_day": "2", "field-happened_on_month": "1",
        "field-happened_on_year": "2026", **{f"field-{name}": text for name, text in letter.fields.items()},
    }  # fmt: skip


def test_a_pdf_is_what_was_released_and_its_name_says_nothing(pages: Pages) -> None:
    letter = pages.released()
    answer = pages.get(pages.desk.grace, f"/{letter.pk}/pdf")

    assert answer.content == bytes(letter.pages.pdf)
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf", f'attachment; filename="{pages.desk.case.reference}-warning.pdf"',
    )  # fmt: skip


def test_words_go_out_to_word_and_come_back_with_what_changed(pages: Pages, said) -> None:
    letter = pages.written()
    answer = pages.get(pages.desk.ben, f"/{letter.pk}/word")
    made = docx.Document(BytesIO(answer.content))
    next(each for each in made.paragraphs if each.text.startswith("We will see you")).text = "We meet at our office."
    out = BytesIO()
    made.save(out)
    upload = SimpleUploadedFile("letter.docx", out.getvalue())

    assert pages.post(pages.desk.ben, f"/{letter.pk}/bring-back", {"file": upload}).status_code == 302
    shown = said(pages.get(pages.desk.ben, f"/{letter.pk}"))
    assert "changed in Word by Ben Carrow" in shown
    assert "<del>We will see you by appointment only.</del>" in shown
    assert "<ins>We meet at our office.</ins>" in shown


@pytest.mark.parametrize(("content", "sentence"), [
    (b"not a document", "This document cannot be taken back: it is not a Word document (.docx)"),
    (b"", "This file is empty"),
])  # fmt: skip
def test_a_file_that_is_no_letter_is_refused_in_a_sentence(content: bytes, sentence: str, pages: Pages) -> None:
    letter = pages.written()
    upload = SimpleUploadedFile("letter.docx", content)
    answer = pages.post(pages.desk.ben, f"/{letter.pk}/bring-back", {"file": upload})

    assert answer.context["form"].errors["file"] == [sentence]


def test_a_letter_that_came_back_says_so_and_blocks_its_address(pages: Pages) -> None:
    letter = pages.released()
    pages.post(pages.desk.ben, f"/{letter.pk}/send")
    pages.post(pages.desk.ben, f"/{letter.pk}/returned", {"text": "Gone away."})
    assert status(letter) == "returned"

    answer = pages.write(again="on")
    assert answer.context["form"].errors["to_address"] == [
        "This address is out of date: no letter goes there for this person"
    ]


def test_letters_that_wait_are_listed_for_who_may_release_them(pages: Pages, said) -> None:
    letter = pages.waiting()
    pages.client.force_login(pages.desk.grace)
    assert f'href="{pages.home}/{letter.pk}"' in said(pages.client.get("/letters/waiting"))
    for user in (pages.desk.ben, pages.desk.asha):
        pages.client.force_login(user)
        assert "No letter waits for you." in said(pages.client.get("/letters/waiting"))


def test_every_look_is_recorded(pages: Pages) -> None:
    letter = pages.released()
    before = Entry.objects.filter(verb="case.look").count()
    for path in ("", f"/{letter.pk}", f"/{letter.pk}/pdf", f"/{letter.pk}/word"):
        pages.get(pages.desk.grace, path)

    things = Entry.objects.filter(verb="case.look").order_by("seq").values_list("thing", flat=True)
    assert list(things)[before:] == ["letters", *[f"letter:{letter.pk}"] * 3]


def test_a_second_press_does_nothing_twice(pages: Pages) -> None:
    for _press in range(2):
        assert pages.write(token="t1").status_code == 302
    letter = Letter.objects.get()
    for _press in range(2):
        assert pages.post(pages.desk.ben, f"/{letter.pk}/finish", {"token": "t2"}).status_code == 302
    assert status(letter) == "waiting"


def test_the_duty_to_look_leads_to_the_letters(pages: Pages, said) -> None:
    pages.waiting()
    assert Duty.objects.open().filter(rule="second-look").exists()

    pages.client.force_login(pages.desk.grace)
    assert f'href="{pages.home}"' in said(pages.client.get("/"))


def test_a_conversation_fills_in_its_own_day(pages: Pages) -> None:
    pages.desk.spoke()
    form = pages.get(pages.desk.ben, "/write/after-conversation").context["form"]

    assert form["field-spoken_on"].value().isoformat() == "2026-01-05"
