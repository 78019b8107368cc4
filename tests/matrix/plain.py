"""The policy of the matrix: one on which it is plain who owes what."""

from typing import Final

from heed.policy.load import load, shipped
from heed.policy.vocabulary import VOCABULARY
from tests.training.asked import BRIEFING

ASKED: Final = {
    "senior-manager": "check-pattern",
    "head-of-service": "countersign",
    "register-owner": "consider-marker",
    "health-and-safety": "review-assessments",
    "legal": "tell-police",
    "hr": "offer-support",
    "dpo": "record-on-file",
    "communications": "answer-message",
    "chief-executive": "tell-senior",
}
"""Role → the step that is owed by its post on a report of stalking."""


def policy() -> str:
    """Return a policy on which it is plain who owes what: two duties of the manager, and one of each other post."""
    dropped = ", ".join(f'"{rule}"' for rule in load(shipped("default"), VOCABULARY).duties)
    manager = 'owed-by = "line-manager"\nescalate = [{ after = "1 working day", to = "senior-manager" }]\n'
    duties = [
        _duty("debrief", "incident.debrief", f"{manager}waive = true\n"),
        _duty("decide", "incident.decide-investigation", f"{manager}before-close = true\n"),
        *(_duty(f"ask-{post}", f"incident.{word}", f'owed-by = "{post}"\nwhen = {{ kinds = ["stalking"] }}\n')
          for post, word in ASKED.items()),
        ('[[duty]]\nid = "brief"\nclause = "CAM-28"\nbecause = "It is talked about."\nfor = "team"\nevery = "1 month"\n'
        'owed-by = "line-manager"\ndo = "team.brief"\nwithin = "1 month"\n'),
    ]  # fmt: skip
    head = '[policy]\nid = "plain"\nextends = "default"\nbody = "Hartmere"\ntitle = "Plain"\nversion = "1"\n'
    return f"{head}\n[drop]\nduty = [{dropped}]\n{BRIEFING}\n" + "\n".join(duties)


def _duty(rule: str, verb: str, more: str) -> str:
    return (
        f'[[duty]]\nid = "{rule}"\nclause = "CAM-13"\nbecause = "It is looked at."\non = "incident.report"\n'
        f'do = "{verb}"\nwithin = "1 working day"\n{more}'
    )
