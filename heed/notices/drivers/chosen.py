"""The way of sending that the operator chose."""

from collections.abc import Callable
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from heed.notices.drivers.driver import Driver
from heed.notices.drivers.folder import Folder
from heed.notices.drivers.smtp import Server, Smtp


def chosen() -> Driver:
    """Return the way that HEED_MAIL names. ImproperlyConfigured with a sentence where it lacks something."""
    match settings.MAIL:
        case "smtp":
            if "@" not in parseaddr(settings.MAIL_FROM)[1]:
                raise ImproperlyConfigured(
                    "HEED_MAIL_FROM is no address; write one such as Heed <heed@example.gov.uk>."
                )
            return Smtp(Server.of(settings.SMTP_URL), settings.MAIL_FROM)
        case "notify":
            if len(settings.NOTIFY_KEY) < 73 or not settings.NOTIFY_TEMPLATE:
                raise ImproperlyConfigured(
                    "GOV.UK Notify needs HEED_NOTIFY_KEY (a whole API key) and HEED_NOTIFY_TEMPLATE (a template's id)."
                )
            # By its name: its client brings cryptography with it, which would slow every start of those who use SMTP.
            notify: Callable[[str, str, str], Driver] = import_string("heed.notices.drivers.notify.Notify")
            return notify(settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE, settings.NOTIFY_URL)
        case "file":
            return Folder(settings.MAIL_FOLDER, settings.MAIL_FROM)
        case other:
            raise ImproperlyConfigured(f"HEED_MAIL is “{other}”; write smtp, notify or file.")
