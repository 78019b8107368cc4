"""What the fields of letters are called when they are asked for."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

Asked = tuple[Any, Any]
"""The question, and what helps to answer it."""

NO_NAMES = _("Write to them: “You …”. Facts, and nobody’s name: not of staff, of witnesses or of who reported it.")
FIELDS: Mapping[str, Asked] = {
    "happened_on": (_("On which day did it happen?"), ""),
    "spoken_on": (_("On which day did you speak with them?"), ""),
    "what_happened": (_("What did they do?"), NO_NAMES),
    "impact": (_("What did it do to people?"), _("Whole sentences, without anybody’s name.")),
    "expected": (_("What do you ask of them from now on?"), _("A whole sentence, such as “Please …”.")),
    "consequence": (_("What follows if it happens again?"), _("A whole sentence. Only what you may and will do.")),
    "hazards_words": (_("What does the entry warn of?"), _("A few words, such as “threats of violence”.")),
    "why_words": (_("Why was it unacceptable?"), _("Whole sentences, without anybody’s name.")),
    "who_may_be_told": (
        _("Who may be told of it?"),
        _("Whole sentences. These are the usual words; change them here."),
    ),
    "start_date": (_("Since which day has the entry stood?"), ""),
    "end_date": (_("On which day does it end?"), ""),
    "ended_on": (_("On which day did it end?"), ""),
    "review_date": (_("By which day is it looked at again?"), ""),
    "appeal_by": (_("Until which day can they appeal?"), ""),
    "appeal_how": (_("How can they appeal?"), _("Whole sentences. These are the usual words; change them here.")),
    "appeal_received_on": (_("On which day did the appeal reach us?"), ""),
    "answer_by": (_("By which day do they get an answer?"), ""),
    "outcome_words": (_("Why was that decided?"), _("Whole sentences, without anybody’s name.")),
    "what_was_wrong": (_("What did we get wrong?"), _("Whole sentences, plainly and without excuses.")),
    "put_right": (_("What have we done to put it right?"), _("Whole sentences.")),
    "meeting_on": (_("On which day do you meet?"), ""),
    "meeting_place": (_("Where and at what time?"), ""),
}
