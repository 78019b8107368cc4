"""The pages of a report in their order, and when each applies. Order and skipping stand here and nowhere else."""

from collections.abc import Mapping

from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import Signed
from heed.policy.book import Book
from heed.web.reporting import circumstances, files, forms, people, questions
from heed.web.reporting.circumstances import WITH_ADDRESS
from heed.web.reporting.facts import always_told
from heed.web.reporting.telling import Page, Telling, Typed


def in_danger(told: Telling) -> bool:
    """Return whether somebody is still in danger: help comes first."""
    return told.said("safe").get("safe") == "no"


def has_routes(told: Telling) -> bool:
    """Return whether other procedures of the body deal with some conduct (CAM-1, CUM-3)."""
    return bool(told.book.routes)


def has_charts(told: Telling) -> bool:
    """Return whether the policy says what to do now in such a case."""
    return any(told.book.kinds[kind].charts for kind in told.kinds)


def happened(told: Telling) -> bool:
    """Return whether something has happened; a concern has no moment, no witnesses, nothing for the police (CAM-5)."""
    return not told.concern


def has_address(told: Telling) -> bool:
    """Return whether it happened at a place whose address may be asked for; a worry may be about a place too."""
    return told.concern or told.said("where").get("where") in WITH_ADDRESS


def described(told: Telling) -> bool:
    """Return whether somebody did it who is not one of the reporter's own cases."""
    return told.said("who").get("who") in ("named", "partly", "unknown")


def hostility_open(told: Telling) -> bool:
    """Return whether hostility is asked about: unless the chosen kinds settle it."""
    return happened(told) and "hate" not in told.implied


def hostile(told: Telling) -> bool:
    """Return whether somebody believes that hostility was behind it."""
    return happened(told) and (told.implied.get("hate") is True or told.said("hostility").get("hostility") == "yes")


def consent_asked(told: Telling) -> bool:
    """Return whether the policy asks for consent, and what was told leaves a choice about the police (CUM-12)."""
    asked = happened(told) and told.book.police.consent == "asked"
    return asked and told.said("police").get("told") in ("no", "not-known") and not always_told(told)


PAGES = (
    Page("safe", forms.Safe, template="reporting/safe.html"),
    Page("danger", forms.Danger, in_danger, template="reporting/danger.html"),
    Page("for-whom", forms.ForWhom),
    Page("elsewhere", forms.Elsewhere, has_routes),
    Page("kinds", forms.Kinds),
    Page("now", forms.Now, has_charts, template="reporting/now.html"),
    Page("when", circumstances.When, happened),
    Page("where", circumstances.Where, happened),
    Page("place", circumstances.At, has_address),
    Page("who", people.Who),
    Page("mine", people.Mine, lambda told: told.said("who").get("who") == "mine"),
    Page("describe", people.Describe, described),
    Page("employer", people.Employer, described),
    Page("affected", people.Affected, lambda told: told.theirs),
    Page("others", people.Others, happened),
    Page("others-affected", people.OthersAffected, lambda told: "affected" in told.said("others").get("others", ())),
    Page("witnesses", people.Witnesses, lambda told: "witness" in told.said("others").get("others", ())),
    Page("feeling", forms.Feeling, template="reporting/feeling.html"),
    Page("story", forms.Story),
    Page("files", files.Files, template="reporting/files.html"),
    Page("details", questions.Details, lambda told: bool(questions.questions(told))),
    Page("hostility", forms.Hostility, hostility_open, template="reporting/hostility.html"),
    Page("strands", forms.Strands, hostile, template="reporting/hostility.html"),
    Page("police", forms.Police, happened, template="reporting/police.html"),
    Page("consent", forms.Consent, consent_asked, template="reporting/police.html"),
)


def telling(stamp: Signed, typed: Mapping[str, Typed], book: Book | None = None) -> Telling:
    """Return the report as far as it was told, by the policy that runs for the reporter's agency."""
    return Telling(PAGES, book or book_for(stamp.user.agency), stamp, typed)
