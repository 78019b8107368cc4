"""Where things are done: the address of the page that does what a duty asks for (lists ask often, so it is cheap)."""

from heed.casework.board.queries import Brief


def place_of(duty: Brief) -> str:
    """Return the path of the page that does the duty's verb; the duty's own page where no other does."""
    domain, _dot, word = duty.verb.partition(".")
    if duty.reference is None:
        return f"/teams/{duty.team_id}/{word}" if domain == "team" else page_of(duty.pk)
    report = report_page(duty.reference)
    if domain == "incident" or duty.verb == "marker.propose":
        return f"{report}/{word}"
    if domain in ("evidence", "statement"):
        return f"{report}/{'evidence' if domain == 'evidence' else 'statements'}"
    if domain == "letter":
        return f"{report}/letters"
    if domain == "appeal":
        return f"{entry_page(duty.reference)}/appeal{'' if word in ('hear', 'decide') else f'/{word}'}"
    if domain == "marker":
        return f"{entry_page(duty.reference)}/{word}"
    if duty.line is not None:
        return f"{report}/plan/lines/{duty.line}"
    return f"{report}/plan/{word}" if word in ("propose", "change") else f"{report}/plan"


def page_of(duty: int) -> str:
    """Return the path of a duty's own page."""
    return f"/duties/{duty}"


def report_page(reference: str) -> str:
    """Return the path of a report's page."""
    return f"/reports/{reference}"


def entry_page(reference: str) -> str:
    """Return the path of the page of an entry of the register."""
    return f"/register/{reference}"
