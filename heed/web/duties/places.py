"""Where things are done: the address of the page that does what a duty asks for (lists ask often, so it is cheap)."""

from heed.casework.board.queries import Brief
from heed.casework.cases.states import PLACES, Sort

ONE_PAGE = {"evidence": "evidence", "statement": "statements", "letter": "letters"}
"""Kinds of verbs that have one page below that of their case, whatever the verb."""


def place_of(duty: Brief) -> str:
    """Return the path of the page that does the duty's verb; the duty's own page where no other does."""
    domain, _dot, word = duty.verb.partition(".")
    if duty.reference is None:
        return f"/teams/{duty.team_id}/{word}" if domain == "team" else page_of(duty.pk)
    if domain == "share":
        return f"/partners/shares/{duty.reference}"
    if domain == "agreement":
        return f"/partners/agreements/{duty.reference}/{word}"
    here = f"/{PLACES[Sort(duty.sort or Sort.REPORT)]}/{duty.reference}"
    if domain in ("incident", "marker"):
        return f"{here}/{word}"
    if domain in ONE_PAGE:
        return f"{here}/{ONE_PAGE[domain]}"
    if domain == "appeal":
        return f"{here}/appeal{'' if word in ('hear', 'decide') else f'/{word}'}"
    if duty.line is not None:
        return f"{here}/plan/lines/{duty.line}"
    return f"{here}/plan/{word}" if word in ("propose", "change") else f"{here}/plan"


def page_of(duty: int) -> str:
    """Return the path of a duty's own page."""
    return f"/duties/{duty}"


def report_page(reference: str) -> str:
    """Return the path of a report's page."""
    return f"/reports/{reference}"


def entry_page(reference: str) -> str:
    """Return the path of the page of an entry of the register."""
    return f"/register/{reference}"
