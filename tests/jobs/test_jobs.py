"""What each job does when its time has come."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.contrib.sessions.models import Session

from heed import clock
from heed.casework.duties import changes as duties
from heed.casework.duties.models import Duty, DutyHolder, Rung
from heed.casework.duties.states import How
from heed.casework.ladder.changes import open_standing
from heed.incidents.drafts.changes import save_page, start_draft
from heed.incidents.models import Draft
from heed.jobs import JOBS, TICK, Worker, tick
from heed.ledger.models import Chain, Entry
from heed.ledger.verify import verify
from heed.notices.changes import beat
from heed.notices.models import Beat, Message
from heed.notices.states import Status
from heed.people.agencies import changes as agencies
from heed.people.agencies import queries
from heed.people.agencies.models import PolicyText, RotaChange
from heed.policy.load import shipped
from heed.policy.source import Source
from tests.jobs.conftest import POLICY

pytestmark = pytest.mark.django_db
JOBS_NOW = clock.now()


def statuses():
    return set(Message.objects.values_list("status", flat=True))


def test_what_comes_due_is_escalated_and_sent_within_one_tick(make, town, time, mail):
    make.report(town.asha, time.now)
    tick()
    duty = Duty.objects.filter(case__isnull=False).earliest("due_at")
    worker = Worker()
    while not Rung.objects.exists():
        time.passes(minutes=30)
        worker.tick()
        assert statuses() == {Status.SENT}
    first = Rung.objects.earliest("at")
    assert (first.step, first.duty_id) == (1, duty.pk)
    assert first.at <= time.now < first.at + timedelta(minutes=30)
    assert mail() == Message.objects.count()


def test_after_a_stand_still_every_rung_is_climbed_in_order_and_repeats_are_not_made_up_for(make, town, time, mail):
    make.report(town.asha, time.now)
    time.passes(days=30)
    worker = Worker()
    for _ in range(12):
        worker.tick()
        time.passes(seconds=2)
    assert not Duty.objects.open().filter(next_at__lte=time.now).exists()
    for duty in Duty.objects.filter(rungs__isnull=False).distinct():
        steps = list(duty.rungs.order_by("step").values_list("step", flat=True))
        assert steps == list(range(1, duty.rung + 1))


def test_one_agencys_broken_policy_does_not_silence_the_others(make, town, time, mail):
    other = make.agency(word="lynford", name="Lynford Council", text=POLICY.replace('id = "test"', 'id = "other"'))
    dev = make.user("Dev Oakes", make.team(other))
    make.user("Eve Marsh", dev.team, post="line-manager")
    make.report(dev, time.now)
    make.report(town.asha, time.now)
    tick()
    broken = PolicyText.objects.get(pk=other.policies.get().text_id)
    words = broken.sources
    PolicyText.objects.filter(pk=broken.pk).update(sources=[["broken.toml", "[policy"]])
    queries._book.cache_clear()  # as in a worker that has just started

    time.passes(days=3)
    worker = Worker()
    for _ in range(3):
        worker.tick()
        time.passes(seconds=2)
    assert Rung.objects.filter(duty__agency=town.agency).exists()
    assert not Rung.objects.filter(duty__agency=other).exists()
    PolicyText.objects.filter(pk=broken.pk).update(sources=words)


# --- standing duties -------------------------------------------------------------------------------------------------


def standing(team, **more):
    return Duty.objects.filter(team=team, case=None, **more).order_by("pk")


@pytest.mark.clause("CAF-5")
def test_every_team_gets_its_first_round_and_no_second_one(make, town, time, mail):
    new = make.team(town.agency, "Night team")
    worker = Worker()
    for _ in range(3):
        worker.tick()
        time.passes(minutes=2)
    for team in (town.team, new):
        [duty] = standing(team)
        assert (duty.rule, duty.verb, duty.owed_by) == ("brief-team", "team.brief", "line-manager")
    assert DutyHolder.objects.get(duty__team=town.team, duty__case=None).user == town.ben
    late = make.team(town.agency, "Late team")
    worker.tick()
    assert standing(late).count() == 1


def test_the_next_round_opens_when_one_is_done_or_waived(make, town, time, mail):
    tick()
    [first] = standing(town.team)
    duties.do_standing(make.by(town.ben, time.passes(days=1)), duty=first, text="Two plans were discussed.")
    [second] = standing(town.team, status="open")
    duties.waive(make.by(town.ben, time.passes(days=1)), duty=second, reason="The team does not meet this month.")
    [third] = standing(town.team, status="open")
    assert first.due_at < second.due_at < third.due_at
    Worker().tick()
    assert standing(town.team).count() == 3


def test_a_round_follows_the_policy_of_its_day_and_ends_when_that_drops_it(make, town, time, mail):
    tick()
    [first] = standing(town.team)
    slower = POLICY + (
        '[[duty]]\nid = "brief-team"\nclause = "CAF-5"\nbecause = "Test."\nfor = "team"\nowed-by = "senior-manager"\n'
        'do = "team.brief"\nevery = "3 months"\nescalate = [{ after = "5 working days", to = "head-of-service" }]\n'
    )
    agencies.load_policy(
        make.stamp(time.passes(days=1)),
        agency=town.agency,
        sources=(Source("test.toml", slower), *shipped("default")),
    )
    duties.do_standing(make.by(town.ben, time.now), duty=first)
    [second] = standing(town.team, status="open")
    assert (second.owed_by, second.policy.number) == ("senior-manager", 2)

    none = POLICY.replace('duty = ["', 'duty = ["brief-team", "')
    agencies.load_policy(
        make.stamp(time.passes(days=1)), agency=town.agency, sources=(Source("test.toml", none), *shipped("default"))
    )
    duties.do_standing(make.by(town.cat, time.now), duty=second)
    Worker().tick()
    assert standing(town.team, status="open").count() == 0


def test_where_none_is_missing_nothing_is_locked_or_written(town, time, make, django_assert_max_num_queries):
    assert open_standing(make.stamp(time.now), agency_id=town.agency.pk) == 2  # the team’s, and the agency’s own
    entries = Entry.objects.count()
    with django_assert_max_num_queries(6):
        assert open_standing(make.stamp(time.now), agency_id=town.agency.pk) == 0
    assert Entry.objects.count() == entries


# --- who holds what --------------------------------------------------------------------------------------------------


def test_what_an_absent_manager_owes_is_passed_on_and_comes_back(make, town, time, mail):
    incident = make.report(town.asha, time.now)
    worker = Worker()
    worker.tick()
    agencies.record_absence(
        make.stamp(time.now), user=town.ben, from_on=time.now.date(), until_on=time.now.date(), deputy=None
    )
    time.passes(seconds=2)
    worker.tick()
    held = DutyHolder.objects.filter(duty__case=incident.case, duty__owed_by="line-manager")
    assert set(held.values_list("user", "how")) == {(town.cat.pk, How.NEXT_UP)}
    time.passes(days=1)
    worker.tick()
    assert set(held.exclude(how=How.TOLD).values_list("user", "how")) == {(town.ben.pk, How.HOLDER)}
    assert not RotaChange.objects.filter(due_at__lte=time.now).exists()


# --- ledger, tidying, heartbeat --------------------------------------------------------------------------------------


def test_the_ends_of_all_chains_are_bound(make, town, time, mail):
    make.report(town.asha, time.now)
    tick()
    assert not Chain.objects.ahead().exists()
    assert verify().sound


def test_what_has_had_its_time_is_deleted(make, town, time, mail):
    old, kept = start_draft(make.by(town.asha, time.now)), start_draft(make.by(town.asha, time.now))
    beat("gone", time.now)
    Session.objects.create(session_key="old", session_data="", expire_date=time.now + timedelta(minutes=30))
    worker = Worker("here")
    time.passes(days=29)
    save_page(make.by(town.asha, time.now), kept, page="story", answers={"story": "He waited at the gate."})
    worker.tick()
    assert set(Draft.objects.values_list("pk", flat=True)) == {old.pk, kept.pk}
    time.passes(days=2)
    worker.tick()
    assert list(Draft.objects.values_list("pk", flat=True)) == [kept.pk]
    assert list(Beat.objects.values_list("worker", flat=True)) == ["here"]


def test_expired_sessions_are_deleted(mail):
    soon = JOBS_NOW + timedelta(days=1)
    Session.objects.create(session_key="old", session_data="", expire_date=JOBS_NOW - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=soon)
    tick()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


class Door(BaseHTTPRequestHandler):
    knocks = 0

    def do_GET(self):
        type(self).knocks += 1
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


def test_the_heartbeat_goes_out_while_all_is_well_and_stops_when_mail_is_stuck(town, time, mail, settings, make):
    with HTTPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        settings.HEARTBEAT_URL = f"http://127.0.0.1:{server.server_address[1]}/beat"
        worker = Worker()
        for _ in range(31):
            worker.tick()
            time.passes(seconds=2)
        assert Door.knocks == 3
        settings.MAIL, settings.SMTP_URL = "smtp", "smtp://127.0.0.1:1?tls=none"
        make.report(town.asha, time.now)
        for _ in range(60):
            worker.tick()
            time.passes(seconds=2)
        assert 3 <= Door.knocks <= 5
        knocks = Door.knocks
        for _ in range(30):
            worker.tick()
            time.passes(seconds=2)
        assert Door.knocks == knocks
        server.shutdown()


def test_everything_that_must_be_prompt_is_done_at_every_tick():
    prompt = [job.__name__ for job, every in JOBS if every == TICK]
    assert prompt == ["rota", "escalate", "mistakes", "send"]
    assert timedelta(seconds=2) == TICK
