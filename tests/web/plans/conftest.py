"""The people and reports of the reports' pages."""

from tests.web.incidents.conftest import incident, now, page, people, report

__all__ = ["incident", "now", "page", "people", "report"]
