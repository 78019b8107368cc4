"""The photos and files of an entry, each for who may see it; and those of its report, by the report’s own rules."""

from typing import Any

from heed.documents.evidence import queries as evidence
from heed.documents.evidence.rules import may_add, standing
from heed.documents.statements.rules import may_invite
from heed.incidents import queries as reports
from heed.people.agencies.stamps import User
from heed.register.markers.queries import Marker
from heed.register.markers.rules import may_bring
from heed.web.duties.places import entry_page, report_page
from heed.web.evidence.shown import Line, lines


def papers(marker: Marker, user: User) -> dict[str, Any]:
    """Return what the page of an entry shows of its files, and where some are added and witnesses asked."""
    stands, here = standing(user, marker.case), entry_page(marker.case.reference)
    open_to_more = bool(may_bring(marker))
    files = lines(evidence.shown(user, marker.case), stands)
    return {
        "files": files,
        "report_files": of_report(marker, user),
        "add_files": f"{here}/evidence" if files or (open_to_more and may_add(stands)) else "",
        "ask_witness": f"{here}/statements" if open_to_more and may_invite(stands) else "",
        "report_page": report_page(marker.incident.case.reference) if marker.incident else "",
    }


def of_report(marker: Marker, user: User) -> list[Line]:
    """Return the files of the report that the entry came out of, for who may open that report: they stay there."""
    if marker.incident is None or not reports.visible_to(user).filter(pk=marker.incident.pk).exists():
        return []
    case = marker.incident.case
    return lines(evidence.shown(user, case), standing(user, case))
