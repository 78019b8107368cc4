"""The policy's pages: read by everybody, tried in the address, compared, and loaded by administrators alone."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from heed.people.agencies.models import Agency, Holding, User
from heed.people.agencies.queries import policy_of
from heed.policy.load import shipped
from tests.make import Make
from tests.moments import london

pytestmark = pytest.mark.django_db
HEAD = '[policy]\nid = "ours"\nextends = "default"\nbody = "Hartmere"\ntitle = "Ours"\nversion = "7"\n'
FIRST_DUTY = next(
    line for line in shipped("default")[0].text.split("[[duty]]")[1].splitlines() if line.startswith("id")
)


class Town:
    """An administrator, a manager and somebody who works there."""

    def __init__(self, make: Make) -> None:
        self.agency: Agency = make.agency()
        team = make.team(self.agency)
        self.ada = make.user("Ada Fenwick", team, post="administrator")
        self.ben = make.user("Ben Carrow", team, post="line-manager")
        self.asha = make.user("Asha Rowan", team)


@pytest.fixture
def town(make: Make) -> Town:
    return Town(make)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(answer) -> str:
    """Return what a reader reads, tags taken out."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())))


def test_everybody_reads_what_the_policy_says_and_which_versions_ran(town: Town) -> None:
    page = text_of(signed_in(town.asha).get("/policy"))
    assert "What is owed" in page
    assert "Number Policy Runs since Loaded by 1 default" in page


def test_the_page_offers_loading_to_administrators_alone(town: Town) -> None:
    offered = ["Compare with another policy, and load it" in text_of(signed_in(one).get("/policy"))
               for one in (town.ada, town.ben, town.asha)]  # fmt: skip
    assert offered == [True, False, False]


def test_the_result_of_a_try_stands_in_its_address(town: Town) -> None:
    address = (
        "/policy/try?verb=incident.report&on_day=2&on_month=4&on_year=2026&at=16:30"
        "&fact-kinds=physical-violence&fact-felt_threatened=yes&fact-specific_threat=yes"
    )
    page = text_of(signed_in(town.asha).get(address))
    assert "If it happens on Thursday 2 April 2026 at 4:30pm" in page
    assert "must debrief" in page
    assert "Who hears if it is late" in page
    assert re.search(r"Why .{10,200}\([A-Z]{3}-\d", page)


def test_a_verb_is_chosen_from_a_list_and_then_only_facts_that_matter_are_asked(town: Town) -> None:
    client = signed_in(town.asha)
    chooser = client.get("/policy/try").content.decode()
    assert '<option value="incident.report">The report was sent</option>' in chooser
    asked = client.get("/policy/try?verb=incident.report").content.decode()
    assert 'name="fact-kinds"' in asked
    assert 'id="follows"' not in asked
    assert 'name="fact-planned"' not in client.get("/policy/try?verb=incident.close").content.decode()


@pytest.mark.parametrize("query", ["verb=incident.explode", "verb=%00", "verb="])
def test_a_verb_that_does_not_exist_is_asked_for_again(town: Town, query: str) -> None:
    answer = signed_in(town.asha).get(f"/policy/try?{query}")
    assert (answer.status_code, "Select what happens" in text_of(answer)) == (200, True)


def test_an_impossible_moment_is_explained(town: Town) -> None:
    answer = signed_in(town.asha).get("/policy/try?verb=incident.report&on_day=31&on_month=2&on_year=2026&at=25:00")
    assert "The day must be from 1 to 28 in February" in text_of(answer)


def test_nothing_follows_is_said(town: Town) -> None:
    answer = signed_in(town.asha).get("/policy/try?verb=incident.add&on_day=2&on_month=4&on_year=2026&at=9am")
    assert "Nothing comes to be owed." in text_of(answer)


def test_faults_are_shown_with_their_place_and_the_nearest_word(town: Town) -> None:
    wrong = HEAD + '[drop]\nduty = ["debreif"]\n'
    page = text_of(signed_in(town.asha).post("/policy/compare", {"text": wrong}))
    assert "1 thing is wrong with it" in page
    assert "Line 8, column" in page
    assert "Did you mean" in page


def test_a_file_that_is_no_text_is_a_fault_and_no_crash(town: Town) -> None:
    file = SimpleUploadedFile("ours.toml", b'[policy]\nid = "\xff"\n')
    page = text_of(signed_in(town.asha).post("/policy/compare", {"file": file}))
    assert "This line is not UTF-8 text." in page


def test_comparing_says_what_changes_in_sentences_and_loads_nothing(town: Town) -> None:
    wanted = HEAD + f"[drop]\nduty = [{FIRST_DUTY.partition('= ')[2]}]\n"
    page = text_of(signed_in(town.asha).post("/policy/compare", {"text": wanted}))
    assert "is removed." in page
    assert "Only an administrator can load a policy." in page
    assert policy_of(town.agency).number == 1


def test_what_runs_already_is_said(town: Town) -> None:
    client = signed_in(town.ada)
    page = text_of(client.post("/policy/compare", {"shipped": "default"}))
    assert "It says the same as the policy that runs now. This policy runs already." in page
    client.post("/policy/load", {"shipped": "default"})
    assert policy_of(town.agency).number == 1


@pytest.mark.parametrize(("sent", "said"), [
    ({}, "Choose a policy file, paste its text, or choose one that comes with Heed"),
    ({"text": HEAD, "shipped": "cafcass"}, "Choose one policy only"),
    ({"text": "x" * 500_001}, "longer than any policy"),
    ({"shipped": "nowhere"}, "Select a valid choice"),
])  # fmt: skip
def test_what_cannot_be_compared_is_explained(town: Town, sent: dict, said: str) -> None:
    assert said in text_of(signed_in(town.ada).post("/policy/compare", sent))


def test_only_administrators_load(town: Town) -> None:
    codes = [signed_in(one).post("/policy/load", {"shipped": "cafcass"}).status_code for one in (town.ben, town.asha)]
    assert (codes, policy_of(town.agency).number) == ([403, 403], 1)


def test_a_policy_with_faults_is_not_loaded(town: Town) -> None:
    page = text_of(signed_in(town.ada).post("/policy/load", {"text": HEAD + "[drop]\nduty = ['nowhere']\n"}))
    assert ("wrong with it" in page, policy_of(town.agency).number) == (True, 1)


def test_what_was_compared_is_what_is_loaded(town: Town) -> None:
    client = signed_in(town.ada)
    compared = client.post("/policy/compare", {"text": HEAD.replace("\n", "\r\n")}).content.decode()
    carried = re.search(r'name="text" value="([^"]*)"', compared)
    assert carried is not None
    client.post("/policy/load", {"text": unescape(carried[1])})
    version = policy_of(town.agency)
    assert (version.number, version.policy, version.loaded_by) == (2, "ours", town.ada)


def test_new_events_follow_the_new_policy_and_open_duties_keep_theirs(make: Make, town: Town) -> None:
    before = make.report(town.asha, london("2026-03-02 10:00"))
    first = policy_of(town.agency)
    signed_in(town.ada).post("/policy/load", {"shipped": "cafcass"})
    after = make.report(town.asha, london("2026-03-03 10:00"))
    kept = {duty.policy_id for duty in before.case.duties.filter(status="open")}
    new = {duty.policy_id for duty in after.case.duties.filter(status="open")}
    assert (kept, new) == ({first.pk}, {policy_of(town.agency).pk})


def test_nobody_loads_a_policy_that_changes_their_own_role(town: Town) -> None:
    greedy = HEAD + '[posts.administrator]\ntitle = "Administrator"\nrole = "health-and-safety"\nof = "agency"\n'
    answer = signed_in(town.ada).post("/policy/load", {"text": greedy})
    assert answer.status_code == 403
    assert "changes what a post of yours may do" in text_of(answer)
    assert Holding.objects.get(user=town.ada).post.role == "administrator"


@pytest.mark.parametrize("count", [1, 30])
def test_the_policy_costs_the_same_for_one_version_and_thirty(
    make: Make, town: Town, count: int, django_assert_num_queries
) -> None:
    for number in range(count - 1):
        town.agency.policies.create(number=number + 2, policy="default", text=policy_of(town.agency).text,
                                    loaded_at=make.stamp().at, loaded_by=town.ada)  # fmt: skip
    client = signed_in(town.asha)
    client.get("/policy")
    with django_assert_num_queries(4):
        client.get("/policy")
