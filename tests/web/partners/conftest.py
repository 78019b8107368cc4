"""The council that shares an entry with a firm, on its Monday in June 2026, and a way to open a page."""

from tests.partners.conftest import Sharing, monday, one_sharing, sharing
from tests.web.register.conftest import page

__all__ = ["Sharing", "monday", "one_sharing", "page", "sharing"]
