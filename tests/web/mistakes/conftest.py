"""The council whose entry was a mistake, and a way to open a page."""

from tests.mistakes.conftest import Ended, Sharing, ended, monday, one_sharing, sharing
from tests.web.register.conftest import page

__all__ = ["Ended", "Sharing", "ended", "monday", "one_sharing", "page", "sharing"]
