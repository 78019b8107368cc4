"""The pages about staff and posts: what is typed wrongly, what is proposed, ended and decided, and what lists cost."""

from typing import Any

import pytest
from django.test import Client

from heed.notices.models import Message
from heed.people.agencies import changes as agencies
from heed.people.agencies.models import Holding, User
from tests.towns import Town
from tests.web.incidents.test_report import queries


def client(user: User) -> Client:
    found = Client()
    found.force_login(user)
    return found


def open_page(user: User, path: str) -> Any:
    return client(user).get(path)


def typed(town: Town, **more: str) -> dict[str, str]:
    return {"name": "Wren Hollis", "email": "wren@example.org", "team": str(town.visiting.pk),
            "works_as": "employee"} | more  # fmt: skip


WRONG = [
    ({"name": ""}, {"name": "Enter their name"}),
    ({"email": ""}, {"email": "Enter their e-mail address"}),
    ({"email": "wren"}, {"email": "Enter an e-mail address such as name@example.org"}),
    (
        {"email": "ASHA.ROWAN@hartmere.example.org"},
        {"email": "This e-mail address cannot be used. Somebody has it already."},
    ),
    (
        {"email": "ola.strand@elsewhere.example.org"},
        {"email": "This e-mail address cannot be used. Somebody has it already."},
    ),
    ({"team": ""}, {"team": "Select their team"}),
    ({"works_as": ""}, {"works_as": "Select how they work for you"}),
]


@pytest.mark.parametrize(("more", "errors"), WRONG, ids=[str(more) for more, _errors in WRONG])
def test_what_is_wrong_with_somebody_new_is_said_and_nobody_is_added(
    town: Town, more: dict[str, str], errors: dict[str, str]
) -> None:
    before = User.objects.count()
    answer = client(town["ada"]).post("/staff/add", typed(town, **more))
    found = {name: str(each[0]) for name, each in answer.context["form"].errors.items()}
    assert (answer.status_code, found, User.objects.count()) == (200, errors, before)


def test_nobody_is_put_into_a_team_of_another_agency(town: Town) -> None:
    answer = client(town["ada"]).post("/staff/add", typed(town, team=str(town.elsewhere.pk)))
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["team"])


def test_the_posts_that_are_offered_stand_on_the_persons_own_line(town: Town) -> None:
    form = client(town["ada"]).get(f"/staff/{town['pip'].pk}").context["form"]
    seats = {value for value, _label in form.fields["post"].choices if value}
    nodes = {int(value.partition("@")[2]) for value in seats}
    assert nodes == set(town.repairs.line)
    assert f"line-manager@{town.visiting.pk}" not in seats
    assert f"line-manager@{town.repairs.pk}" in seats


@pytest.mark.parametrize("post", ["", "line-manager@0", "warden@1", "line-manager"])
def test_a_post_that_was_not_offered_is_not_proposed(town: Town, post: str) -> None:
    answer = client(town["ada"]).post(f"/staff/{town['pip'].pk}", {"post": post})
    assert (answer.status_code, Holding.objects.filter(user=town["pip"]).count()) == (200, 0)


def test_nobody_is_offered_a_post_or_the_end_of_their_own_access(town: Town) -> None:
    text = client(town["ada"]).get(f"/staff/{town['ada'].pk}").content.decode()
    assert "Nobody can give a post to themselves. Another administrator can." in text
    assert f"/staff/{town['ada'].pk}/end" not in text
    assert (
        client(town["ada"]).post(f"/staff/{town['ada'].pk}", {"post": f"line-manager@{town.visiting.pk}"}).status_code
        == 403
    )


def test_a_new_link_is_sent_after_a_question_and_only_to_the_person(town: Town) -> None:
    path = f"/staff/{town['nia'].pk}/invite"
    before = Message.objects.count()
    assert "Send Nia Brook a new link?" in client(town["ada"]).get(path).content.decode()
    assert Message.objects.count() == before
    assert client(town["ada"]).post(path).status_code == 302
    [message] = Message.objects.order_by("pk")[before:]
    assert (message.to, message.kind, message.link.startswith("/welcome/")) == (town["nia"], "invitation", True)


def test_ending_access_is_asked_first_and_ends_the_session_too(town: Town) -> None:
    theirs, path = client(town["nia"]), f"/staff/{town['nia'].pk}/end"
    assert theirs.get("/").status_code == 200
    assert "End the access of Nia Brook?" in client(town["ada"]).get(path).content.decode()
    assert town["nia"].is_active
    client(town["ada"]).post(path)
    assert (town["nia"].is_active, theirs.get("/").status_code) == (False, 302)
    assert "Access ended" in client(town["ada"]).get(f"/staff/{town['nia'].pk}").content.decode()


def test_a_post_is_ended_after_a_question_and_only_that_persons(town: Town) -> None:
    [holding] = Holding.objects.filter(user=town["ben"])
    path = f"/staff/{town['ben'].pk}/posts/{holding.pk}/end"
    assert client(town["ada"]).get(f"/staff/{town['nia'].pk}/posts/{holding.pk}/end").status_code == 404
    assert "End this post of Ben Carrow?" in client(town["ada"]).get(path).content.decode()
    assert [client(town["ada"]).post(path).status_code for _press in range(2)] == [302, 404]
    assert Holding.objects.get(pk=holding.pk).ended_by == town["ada"]


@pytest.mark.parametrize(("by", "button", "code", "agreed", "ended"), [
    ("tom", "agree", 302, True, False), ("tom", "refuse", 302, False, True), ("tom", "neither", 302, False, False),
    ("ada", "agree", 403, False, False), ("ada", "refuse", 403, False, False), ("ben", "agree", 403, False, False),
    ("ivo", "agree", 404, False, False),
])  # fmt: skip
def test_who_decides_about_a_proposed_post(
    town: Town, by: str, button: str, code: int, agreed: bool, ended: bool
) -> None:
    post = agencies.post_at(town.repairs, "line-manager")
    holding = agencies.propose_holder(town.make.by(town["ada"]), post=post, user=town["pip"])
    assert client(town[by]).post(f"/posts/{holding.pk}", {button: "yes"}).status_code == code
    kept = Holding.objects.get(pk=holding.pk)
    assert (kept.agreed_at is not None, kept.until_at is not None) == (agreed, ended)


def test_the_list_of_posts_shows_the_vacant_ones_alone_when_asked(town: Town) -> None:
    everything = client(town["ada"]).get("/posts").context
    vacant = client(town["ada"]).get("/posts?show=vacant").context
    assert everything["vacant"] == vacant["page"].paginator.count > 0
    assert all(not seat.holders for seat in vacant["page"].object_list)
    assert everything["page"].paginator.count > vacant["page"].paginator.count


def test_the_list_of_staff_is_searched_by_part_of_a_name_or_an_address(town: Town) -> None:
    def found(text: str) -> set[str]:
        return {user.name for user, _posts in client(town["ada"]).get(f"/staff/?text={text}").context["rows"]}

    assert found("carr") == {"Ben Carrow"}
    assert found("BEN.CARROW@") == {"Ben Carrow"}
    assert found("Strand") == set()
    assert len(found("")) == len(town.users) - 3  # all but those of elsewhere


def test_a_row_names_the_posts_as_the_policy_calls_them(town: Town) -> None:
    rows = dict(client(town["ada"]).get("/staff/").context["rows"])
    assert {user.name: posts for user, posts in rows.items() if posts}["Ben Carrow"] == ["Line manager"]


def test_proposals_cost_the_same_for_one_and_thirty(town: Town) -> None:
    def propose(name: str) -> None:
        user = town.make.user(name, town.repairs)
        post = agencies.post_at(town.repairs, "line-manager")
        agencies.propose_holder(town.make.by(town["tom"]), post=post, user=user)

    propose("Person 0")
    few = queries(open_page, town["ada"], "/posts")
    for number in range(1, 30):
        propose(f"Person {number}")
    assert (queries(open_page, town["ada"], "/posts"), few <= 9) == (few, True)


IMPORT = "name,email,service,team\nWren Hollis,wren@example.org,Housing,Visiting team\n"


def test_a_file_that_went_bad_between_check_and_import_is_said_and_nothing_imported(town: Town) -> None:
    town.make.user("Wren Hollis", town.elsewhere)
    User.objects.filter(name="Wren Hollis").update(email="wren@example.org")
    answer = client(town["ada"]).post("/staff/import", {"text": IMPORT, "import": "yes"})
    assert [trouble.words for trouble in answer.context["plan"].troubles] == [
        "The e-mail address wren@example.org cannot be used here."
    ]
    assert User.objects.filter(email="wren@example.org", agency=town.agency).count() == 0


def test_nothing_chosen_says_so_and_text_alone_is_only_checked(town: Town) -> None:
    empty = client(town["ada"]).post("/staff/import", {"text": ""})
    assert empty.context["form"].errors["file"] == ["Choose a CSV file"]
    checked = client(town["ada"]).post("/staff/import", {"text": IMPORT})
    assert ([row.name for row in checked.context["plan"].new], User.objects.filter(name="Wren Hollis").count()) == (
        ["Wren Hollis"], 0
    )  # fmt: skip
