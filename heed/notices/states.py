"""The words of the outbox."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy


class Channel(TextChoices):
    """Which way a message goes."""

    EMAIL = "email", gettext_lazy("E-mail")


class Status(TextChoices):
    """Where a message stands."""

    WAITING = "waiting", gettext_lazy("Waiting")
    SENT = "sent", gettext_lazy("Sent")
    REFUSED = "refused", gettext_lazy("Refused by the mail server")
    WITHDRAWN = "withdrawn", gettext_lazy("Not sent, because the person has left")
    HISTORY = "history", gettext_lazy("Kept, never to be sent")


class Notice(TextChoices):
    """Every kind of message that Heed sends."""

    OWED = "owed", gettext_lazy("Something is waiting for you")
    REMINDER = "reminder", gettext_lazy("Something is due soon")
    LATE = "late", gettext_lazy("Something of yours is late")
    ESCALATED = "escalated", gettext_lazy("Something is late and needs your attention")
    PROGRESS = "progress", gettext_lazy("Your report has moved on")
    RETURNED = "returned", gettext_lazy("Your report needs a correction")
    PLAN = "plan", gettext_lazy("An action plan waits for you")
    INVITATION = "invitation", gettext_lazy("You are invited to Heed")
    PASSWORD = "password", gettext_lazy("A link to set your password")
    VACANT = "vacant", gettext_lazy("Nobody is there to act")
    GRANT = "grant", gettext_lazy("A change to staff or posts waits for your agreement")
    ADDRESS = "address", gettext_lazy("The e-mail address of your account")
    STATEMENT = "statement", gettext_lazy("You are asked for a statement")
    HARMFUL = "harmful", gettext_lazy("A file of yours could not be kept")
    VERSION = "version", gettext_lazy("You are asked for your own version")
    NEW_ENTRY = "new-entry", gettext_lazy("There is a new entry on the register")
    HALTED = "halted", gettext_lazy("The register waits for you")
    PANEL = "panel", gettext_lazy("You are asked to sit on an appeal panel")
    SEAT = "seat", gettext_lazy("Somebody has left an appeal panel that you sit on")
    COMMENT = "comment", gettext_lazy("You are asked what you think of an appeal")
    CHANGED_ENTRY = "changed-entry", gettext_lazy("An entry of the register has changed")
    SHARED = "shared", gettext_lazy("Something is shared with you")
    CHANGED_SHARE = "changed-share", gettext_lazy("Something that is shared with you has changed")
    DELETE = "delete", gettext_lazy("Something was withdrawn and must be deleted")
    MISTAKE = "mistake", gettext_lazy("Something that you were told was a mistake")
    BRIEFING = "briefing", gettext_lazy("Your briefing runs out soon")
    LOOKS = "looks", gettext_lazy("Look-ups that you should look at")
