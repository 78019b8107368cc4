"""A row for every route: with which things it is asked for, and the address that it then has. A new route goes here."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from heed.casework.duties.models import Duty
from heed.documents.evidence.models import Item
from heed.documents.letters.models import Letter
from heed.documents.statements.models import Statement
from tests.matrix import asking, prepared, registered, sharing, staffed
from tests.matrix.registered import ENTRIES, entry
from tests.matrix.row import NOWHERE, PLAIN, Prepare, Row, always, nothing
from tests.matrix.world import MINE, SHARED, THINGS, World

EXTRA: Final = ("other-agency", "absent")
ACTING: Final = ("own", "victim", "witness", "team", "assigned", "restricted", "absent")
"""Things that verbs are asked about whose rule is the same as that of others, which are asked about everything."""
READ: Final = ("own", "team", "assigned", "absent")
LETTERS: Final = ("own", "witness", "team", "assigned", "absent")
DUTIES: Final = (*ACTING, "subject", "other-agency")
NODES: Final = ("team", "service", "other", *EXTRA)
STAFF: Final = ("own", "team", "other", *EXTRA)


def _reference(world: World, column: str, thing: str) -> tuple[object, ...]:
    report = world.report(column, thing)
    return (report.case.reference if report else "H-AAAA-AAAA",)


def _report(before: Prepare = nothing, things: tuple[str, ...] = ACTING) -> tuple[Row, ...]:
    return (Row(things, _reference, before=before, read=things if things is THINGS else READ),)


def _step(word: str, things: tuple[str, ...]) -> Row:
    read = things if things is THINGS else READ
    return Row(things, lambda world, column, thing: (*_reference(world, column, thing), word), word, read=read)


def _duty(world: World, column: str, thing: str) -> tuple[object, ...]:
    """Return the duty of the thing's report: the user's own where one is theirs by post, else the manager's."""
    report = world.report(column, thing)
    if report is None:
        return (NOWHERE,)
    duties = Duty.objects.filter(case=report.case).order_by("pk")
    own = duties.filter(rule=f"ask-{column}").first() if "assigned" in thing else None
    own = own or (duties.filter(owner=world.users[world.seen_as(column)]).first() if thing == "line" else None)
    return ((own or duties.get(rule="debrief")).pk,)


def _line(world: World, column: str, thing: str) -> tuple[object, ...]:
    """Return a line of the report's plan: the user's own where the thing is that, else somebody else's."""
    report = world.report(column, thing)
    if report is None:
        return ("H-AAAA-AAAA", NOWHERE)
    lines = report.case.plan.actions.order_by("pk")
    mine = lines.filter(owner=world.users[world.seen_as(column)]).first() if thing == "line" else None
    return (report.case.reference, (mine or lines.exclude(owner__in=world.users.values()).first() or lines[0]).pk)


def _item(world: World, column: str, thing: str) -> tuple[object, ...]:
    """Return an item of the report: the user's own where there is one, else somebody else's."""
    report = world.report(column, thing)
    items = Item.objects.filter(case=report.case).order_by("pk") if report else Item.objects.none()
    found = items.filter(added_by=world.users[world.seen_as(column)]).first() or items.first()
    return (found.name if found else "0" * 32,)


def _statement(world: World, column: str, thing: str) -> tuple[object, ...]:
    """Return the statement that the user was asked for, or that of somebody else of the team."""
    witness = {"own": world.users[world.seen_as(column)], "team": world.una}.get(thing)
    found = Statement.objects.filter(witness=witness).first() if witness else None
    return (found.key if found else "0" * 32,)


def _letter(world: World, column: str, thing: str) -> tuple[object, ...]:
    report = world.report(column, thing)
    letter = Letter.objects.filter(case=report.case).first() if report else None
    return ("report", *_reference(world, column, thing), letter.pk if letter else NOWHERE)


def _letters(world: World, column: str, thing: str) -> tuple[object, ...]:
    return ("report", *_reference(world, column, thing))


def _written(before: Prepare = prepared.lettered, things: tuple[str, ...] = LETTERS, word: str = "") -> Row:
    """Return the row of something that is done to a letter."""
    more = (word,) if word else ()
    return Row(things, lambda world, column, thing: (*_letter(world, column, thing), *more), word, before, READ)


def _key(world: World, column: str, thing: str) -> tuple[object, ...]:
    draft = world.drafts.get((world.seen_as(column), thing))
    return (draft.key if draft else "AAAAAAAAAAAAAAAA",)


def _page(world: World, column: str, thing: str) -> tuple[object, ...]:
    return (*_key(world, column, thing), "safe")


def _absence(world: World, column: str, thing: str) -> tuple[object, ...]:
    absence = world.absence(column, thing)
    return (absence.pk if absence else NOWHERE,)


def _node(world: World, column: str, thing: str) -> tuple[object, ...]:
    node = world.node(column, thing)
    return (node.pk if node else NOWHERE, "brief")


def _body(world: World, _column: str, thing: str) -> tuple[object, ...]:
    return (world.agency.word if thing == "own" else "nowhere",)


def _chart(world: World, column: str, thing: str) -> tuple[object, ...]:
    return (*_body(world, column, thing), "verbal-abuse")


def _verb(word: str, before: Prepare) -> Row:
    return Row(ENTRIES, lambda world, column, thing: (*entry(world, column, thing), word), word, before, ENTRIES)


def _below_appeal(word: str) -> Row:
    return Row(ENTRIES, lambda world, column, thing: (*entry(world, column, thing), word), before=registered.appealed)


LIVE: Final = (Row(ENTRIES, entry, before=registered.live),)
DRAFTS: Final = ("own", "team", "absent")

ROUTES: Final[Mapping[str, tuple[Row, ...]]] = {
    "home": PLAIN,
    "duty": (Row(DUTIES, _duty),),
    "waive": (Row(DUTIES, _duty, read=READ),),
    "acknowledge": (Row(DUTIES, _duty, before=prepared.late, read=READ),),
    "standing": (Row(NODES, _node, "brief"),),
    "report": PLAIN,
    "report_new": PLAIN,
    "report_elsewhere": (Row(address=always("colleague")),),
    "report_page": (Row(DRAFTS, _page, "safe"),),
    "report_check": (Row(DRAFTS, _key),),
    "report_sent": (Row(DRAFTS, _key),),
    "report_discard": (Row(DRAFTS, _key),),
    "reports": PLAIN,
    "team_reports": PLAIN,
    "all_reports": PLAIN,
    "incident": _report(things=THINGS),
    "add": _report(),
    "return": _report(),
    "correct": _report(prepared.returned),
    "dispute": _report(),
    "declare_tie": _report(things=(*ACTING, "reporter", "tie", "subject")),
    "hand_over": _report(things=(*ACTING, "reporter", "tie", "subject")),
    "close": _report(),
    "reopen": _report(prepared.closed),
    "evidence": _report(prepared.with_files, THINGS),
    "open-evidence": (
        Row(THINGS, _item, before=prepared.with_files),
        Row(ENTRIES, registered.item, "on-entry", registered.filed, ENTRIES),
    ),
    "remove-evidence": (Row(ACTING, _item, before=prepared.with_files, read=READ),),
    "decide-removal": (Row(ACTING, _item, before=prepared.removal_asked, read=READ),),
    "statements": _report(),
    "statement": (Row(("own", "team", "absent"), _statement, before=prepared.asked_for_statements),),
    "identify": _report(),
    "step": (
        _step("debrief", THINGS),
        _step("decide-investigation", (*ACTING, "reporter", "tie", "subject", "service", "principal")),
        _step("offer-support", ("team", "assigned", "restricted-assigned")),
        _step("explode", ("own", "team", "absent")),
    ),
    "plan": (Row((*ACTING, "tie", "line", "other-agency"), _reference, before=prepared.planned),),
    "propose_plan": _report(things=("own", "witness", "team", "assigned", "absent")),
    "change_plan": _report(prepared.planned, ("own", "team", "other", "absent")),
    "agree_plan": _report(prepared.planned),
    "send_back_plan": _report(prepared.planned, ("own", "team", "assigned", "absent")),
    "do_line": (Row(("own", "line", "team", "assigned", "absent"), _line, before=prepared.agreed),),
    "letters_waiting": (Row(before=prepared.lettered),),
    "letters": (
        Row((*ACTING, "tie", "subject", "other-agency"), _letters, before=prepared.lettered),
        Row(ENTRIES, registered.letters, "on-entry", registered.lettered, ENTRIES),
    ),
    "write_letter": (
        Row(ACTING, lambda world, column, thing: (*_letters(world, column, thing), "warning"), read=READ),
        Row(
            ENTRIES,
            lambda world, column, thing: (*registered.letters(world, column, thing), "correction-and-apology"),
            "on-entry",
            registered.lettered,
            ENTRIES,
        ),
    ),
    "letter": (_written(things=(*ACTING, "tie", "subject", "other-agency")), registered.on_entry()),
    "change_letter": (_written(), registered.on_entry()),
    "finish_letter": (_written(prepared.drafted),),
    "release_letter": (_written(things=(*ACTING, "tie", "reporter")), registered.on_entry()),
    "letter_pdf": (_written(), registered.on_entry()),
    "letter_word": (_written(),),
    "bring_back_letter": (_written(),),
    "letter_step": (
        _written(prepared.ready, word="send"),
        _written(word="send-back"),
        _written(word="withdraw"),
        registered.on_entry("withdraw"),
    ),
    "register": PLAIN,
    "briefing": PLAIN,
    "briefed": PLAIN,
    "look_up": PLAIN,
    "was_it_asked": PLAIN,
    "settle": (Row(("own", "other", "absent"), asking.resembling, before=asking.looked_up),),
    "propose_entry": PLAIN,
    "let_go_on": PLAIN,
    "propose_from_report": _report(),
    "entry": LIVE,
    "announce": LIVE,
    "looks": LIVE,
    "entry_evidence": (Row(ENTRIES, entry, before=registered.filed, read=ENTRIES),),
    "entry_statements": (Row(ENTRIES, entry, before=registered.live, read=ENTRIES),),
    "entry_verb": (
        *(_verb(word, registered.proposed) for word in ("version", "countersign", "ask", "withdraw")),
        *(_verb(word, registered.countersigned) for word in ("decide", "propose-silence")),
        *(_verb(word, registered.live) for word in ("break-silence", "review", "correct", "end", "hold", "explode")),
    ),
    "appeal": (Row(ENTRIES, entry, before=registered.appealed),),
    "receive_appeal": (Row(ENTRIES, entry, before=registered.live, read=ENTRIES),),
    "appeal_papers": (_below_appeal("panel"),),
    "appeal_papers_pdf": (_below_appeal("person"),),
    "appeal_step": tuple(
        _verb(word, registered.appealed)
        for word in ("comment", "acknowledge", "name-panel", "view", "decide", "withdraw", "explode")
    ),
    "guidance": (Row(("own", "absent"), _body),),
    "guidance_chart": (Row(("own", "absent"), _chart),),
    "staff": PLAIN,
    "add-somebody": PLAIN,
    "import-staff": PLAIN,
    "somebody": (Row(STAFF, staffed.somebody),),
    "change-somebody": (Row(STAFF, staffed.somebody),),
    "propose-email": (Row(STAFF, staffed.somebody),),
    "invite": (Row(STAFF, staffed.somebody),),
    "end-access": (Row(STAFF, staffed.somebody),),
    "end-post": (Row(STAFF, staffed.post_of),),
    **asking.ROUTES,
    **sharing.ROUTES,
    "mistake": (Row(ENTRIES, entry, before=registered.mistaken),),
    "undelivered": PLAIN,
    "posts": PLAIN,
    "decide-post": (Row(("own", "team", *EXTRA), staffed.waiting),),
    "decide-email": (Row(("own", "team", *EXTRA), staffed.email),),
    "absences": PLAIN,
    "record-absence": (Row(STAFF, staffed.somebody),),
    "end-absence": (Row(("own", *NODES), _absence),),
    "policy": PLAIN,
    "policy_try": PLAIN,
    "policy_compare": PLAIN,
    "policy_load": PLAIN,
    "account_login": PLAIN,
    "account_logout": PLAIN,
    "account_inactive": PLAIN,
    "account_change_password": PLAIN,
    "account_reset_password": PLAIN,
    "account_reset_password_done": PLAIN,
    "account_reset_password_from_key": (Row(address=always("1", "bad-key")),),
    "account_reset_password_from_key_done": PLAIN,
    "welcome": (
        Row(("own", "absent"), lambda world, _column, thing: (world.token if thing == "own" else "AAAAAAAA",)),
    ),
    "accessibility": PLAIN,
    "privacy": PLAIN,
    "favicon": PLAIN,
    "health": PLAIN,
}


def patterns(found: Iterable[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    """Give every route of the program."""
    for one in get_resolver().url_patterns if found is None else found:
        if isinstance(one, URLPattern):
            yield one
        else:
            yield from patterns(one.url_patterns)


def without_a_row(found: Iterable[URLPattern | URLResolver] | None = None) -> list[str]:
    """Return the routes that have no name or no row, and the rows that have no route: all of them are faults."""
    names = [(one.name, str(one.pattern)) for one in patterns(found)]
    nameless = [f"{address}: a route without a name" for name, address in names if not name]
    unknown = [f"{name}: a route without a row" for name, _address in names if name and name not in ROUTES]
    known = {name for name, _address in names}
    return nameless + unknown + [f"{name}: a row without a route" for name in ROUTES if name not in known]


def path(name: str, row: Row, world: World, column: str, thing: str) -> str:
    """Return the address of a route for a thing of the column's user."""
    return reverse(name, args=row.address(world, column, thing))


__all__ = ["MINE", "ROUTES", "SHARED", "Row", "path", "patterns", "without_a_row"]
