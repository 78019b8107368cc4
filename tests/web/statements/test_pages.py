"""The pages of statements: asking for one, giving it with photos."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from heed.casework.cases.models import Note
from heed.documents.evidence.models import Item
from heed.documents.statements.models import Statement
from heed.incidents.models import Incident
from tests.documents.files import corpus
from tests.web.evidence.conftest import folder
from tests.web.incidents.conftest import People, incident, now, page, people, report

__all__ = ["folder", "incident", "now", "page", "people", "report"]
Open = Callable[..., Any]
SAID = "He kicked the door twice."


@pytest.fixture
def statement(page: Open, people: People, incident: Incident) -> Statement:
    """What Eve was asked for by the manager."""
    answer = page(people.manager, f"/reports/{incident.case.reference}/statements", {
        "email": people.colleague.email.upper(), "text": "She was at the counter.",
    })  # fmt: skip
    assert answer.status_code == 302
    return Statement.objects.get()


def errors(answer: Any, field: str) -> list[str]:
    return [str(each) for each in answer.context["form"].errors.get(field, [])]


@pytest.mark.clause("CUM-12", "EHC-4")
def test_a_witness_writes_what_they_saw_adds_a_photo_and_the_manager_reads_it(
    page: Open, people: People, incident: Incident, statement: Statement
) -> None:
    sent = {"text": SAID, "chosen": [SimpleUploadedFile("door.jpg", corpus.photo_with_place())]}
    answer = page(people.colleague, f"/statements/{statement.key}", sent)
    assert answer.status_code == 302

    seen = page(people.manager, f"/reports/{incident.case.reference}")
    assert SAID in seen.content.decode()
    [line] = seen.context["files"]
    assert (line.name, "(witness)" in line.by) == ("door.jpg", True)
    listed = page(people.manager, f"/reports/{incident.case.reference}/statements").context["statements"]
    assert [(one.witness, one.status) for one in listed] == [(people.colleague, "given")]


def test_the_witness_sees_what_they_gave_and_nothing_of_the_report(
    page: Open, people: People, incident: Incident, statement: Statement
) -> None:
    path = f"/statements/{statement.key}"
    page(people.colleague, path, {"text": SAID})
    shown = page(people.colleague, path).content.decode()

    assert (SAID in shown, incident.story in shown, incident.case.reference in shown) == (True, False, False)
    assert page(people.colleague, f"/reports/{incident.case.reference}").status_code == 404


def test_a_file_that_is_unfit_loses_no_word(page: Open, people: People, statement: Statement) -> None:
    path, token = f"/statements/{statement.key}", {"token": "same"}
    bad = SimpleUploadedFile("x.exe", b"MZ" + bytes(90))
    again = page(people.colleague, path, {"text": SAID, "chosen": [bad], **token})
    assert errors(again, "chosen") == ["“x.exe”: Programs are not taken."]
    assert (SAID in again.content.decode(), Note.objects.filter(verb="statement.give").count()) == (True, 0)

    for _ in range(2):
        page(people.colleague, path, {"text": SAID, **token})
    assert (Note.objects.get(verb="statement.give").text, Item.objects.count()) == (SAID, 0)


def test_an_empty_statement_is_not_sent(page: Open, people: People, statement: Statement) -> None:
    assert errors(page(people.colleague, f"/statements/{statement.key}", {}), "text") == [
        "Write what you saw and heard"
    ]


@pytest.mark.parametrize(("email", "said"), [
    ("", "Enter the e-mail address of the witness"),
    ("eve", "Enter an e-mail address, like name@example.org"),
    ("nobody@example.org", "Nobody of this address works here."),
    ("ida.brent@elsewhere.example.org", "Nobody of this address works here."),
])  # fmt: skip
def test_who_cannot_be_asked_is_said(page: Open, people: People, incident: Incident, email: str, said: str) -> None:
    answer = page(people.manager, f"/reports/{incident.case.reference}/statements", {"email": email})

    assert errors(answer, "email") == [said]


def test_nobody_else_finds_it(page: Open, people: People, incident: Incident, statement: Statement) -> None:
    others = (people.asha, people.manager, people.hr, people.elsewhere)
    assert {page(user, f"/statements/{statement.key}").status_code for user in others} == {404}
    assert page(people.asha, f"/reports/{incident.case.reference}/statements").status_code == 403
    assert "Ask a witness" in page(people.manager, f"/reports/{incident.case.reference}").content.decode()
    assert "Ask a witness" not in page(people.asha, f"/reports/{incident.case.reference}").content.decode()
