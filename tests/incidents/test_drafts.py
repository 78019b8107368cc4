"""A report being written: kept from the first answer on, one's own alone, sent once, forgotten in the end (B10)."""

from datetime import timedelta

import pytest

from heed.access.decisions import Refused
from heed.incidents import changes, queries
from heed.incidents.changes import Told
from heed.incidents.drafts import changes as drafting
from heed.incidents.drafts.changes import DRAFT_KEY
from heed.incidents.models import Draft, Incident
from heed.people.agencies import changes as agencies
from tests.towns import NOW, Town

DAY = timedelta(days=1)
TOLD = Told(kinds=["verbal-abuse"], story="He shouted.")


def start(town: Town, who: str = "asha", key: str = "", days: int = 0) -> Draft:
    return drafting.start_draft(town.make.by(town[who], NOW + days * DAY), key=key)


def save(town: Town, who: str, draft: Draft, page: str, days: int = 0, **answers: object) -> None:
    drafting.save_page(town.make.by(town[who], NOW + days * DAY), draft, page=page, answers=answers)


KEY = "abcdEFGH0123-_xy"


def test_the_first_page_pressed_twice_begins_one(town: Town) -> None:
    assert start(town, key=KEY) == start(town, key=KEY)
    assert Draft.objects.filter(user=town["asha"]).count() == 1


@pytest.mark.parametrize("key", ["", "short", f"{KEY}z", "../../../etc/pass", "abcd efgh ijkl mn", "ä" * 16, "%" * 16])
def test_a_key_that_is_not_ours_counts_as_none(town: Town, key: str) -> None:
    found = start(town, key=key)
    assert (found.key != key, bool(DRAFT_KEY.fullmatch(found.key))) == (True, True)


def test_a_key_that_somebody_else_has_begins_a_draft_of_its_own(town: Town) -> None:
    first, second = start(town, key=KEY), start(town, "nia", key=KEY)
    assert (first.user, second.user, first.key != second.key) == (town["asha"], town["nia"], True)


def test_each_page_is_kept_and_leaves_the_others_alone(town: Town) -> None:
    draft = start(town)
    save(town, "asha", draft, "safe", safe="yes")
    save(town, "asha", draft, "story", days=1, story="He shouted.")
    save(town, "asha", draft, "safe", days=2, safe="no")
    kept = Draft.objects.get(pk=draft.pk)
    assert (kept.answers, kept.saved_at) == ({"safe": {"safe": "no"}, "story": {"story": "He shouted."}}, NOW + 2 * DAY)


@pytest.mark.parametrize("who", ["nia", "ben", "hal", "ada", "ola"])
def test_nobody_else_reads_writes_or_throws_it_away(town: Town, who: str) -> None:
    draft = start(town)
    save(town, "asha", draft, "story", story="He shouted.")
    assert queries.draft_of(town[who], draft.key) is None
    assert queries.drafts_of(town[who]) == []
    with pytest.raises(Draft.DoesNotExist):
        save(town, who, draft, "story", story="He did not.")
    drafting.discard_draft(town.make.by(town[who], NOW), draft)
    assert Draft.objects.get(pk=draft.pk).answers == {"story": {"story": "He shouted."}}


def test_drafts_are_listed_newest_first_and_sent_ones_are_not(town: Town) -> None:
    old, new, sent = start(town), start(town, days=1), start(town, days=2)
    changes.report(town.make.by(town["asha"], NOW), TOLD, draft=sent)
    assert queries.drafts_of(town["asha"]) == [new, old]
    assert queries.draft_of(town["asha"], sent.key) == sent


def test_sending_the_same_draft_again_returns_the_report_that_it_became(town: Town) -> None:
    draft = start(town)
    before = Incident.objects.count()
    sent = [changes.report(town.make.by(town["asha"], NOW), TOLD, draft=draft) for _press in range(3)]
    assert (len({report.pk for report in sent}), Incident.objects.count()) == (1, before + 1)


def test_a_draft_that_was_thrown_away_is_gone_and_a_sent_one_stays(town: Town) -> None:
    draft, sent = start(town), start(town)
    changes.report(town.make.by(town["asha"], NOW), TOLD, draft=sent)
    for each in (draft, sent):
        drafting.discard_draft(town.make.by(town["asha"], NOW), Draft.objects.get(pk=each.pk))
    assert list(Draft.objects.filter(user=town["asha"])) == [sent]


@pytest.mark.parametrize(("days", "kept"), [(0, True), (29, True), (31, False), (365, False)])
def test_a_draft_is_forgotten_after_as_long_as_the_policy_says(town: Town, days: int, kept: bool) -> None:
    draft = start(town)  # the default policy keeps drafts for 30 days
    forgotten = drafting.forget_drafts(town.make.stamp(NOW + days * DAY), agency_id=town.agency.pk)
    assert (forgotten, Draft.objects.filter(pk=draft.pk).exists()) == (0 if kept else 1, kept)


def test_each_answer_begins_the_time_anew_and_another_agencys_drafts_are_its_own(town: Town) -> None:
    draft, other = start(town), start(town, "ola")
    save(town, "asha", draft, "story", days=20, story="He shouted.")
    drafting.forget_drafts(town.make.stamp(NOW + 45 * DAY), agency_id=town.agency.pk)
    assert set(Draft.objects.filter(pk__in=[draft.pk, other.pk])) == {draft, other}
    drafting.forget_drafts(town.make.stamp(NOW + 51 * DAY), agency_id=town.agency.pk)
    assert set(Draft.objects.filter(pk__in=[draft.pk, other.pk])) == {other}


def test_whoever_has_left_begins_and_sends_nothing(town: Town) -> None:
    draft = start(town)
    agencies.end_user(town.make.stamp(), user=town["asha"])
    for act in (lambda: start(town), lambda: changes.report(town.make.by(town["asha"], NOW), TOLD, draft=draft)):
        with pytest.raises(Refused, match="Your access has ended"):
            act()


def test_keys_are_random_and_fit_an_address() -> None:
    keys = {drafting.new_draft_key() for _each in range(200)}
    assert (len(keys), {bool(DRAFT_KEY.fullmatch(key)) for key in keys}) == (200, {True})
