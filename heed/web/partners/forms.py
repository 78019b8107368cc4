"""Forms about partners: they validate; changes save."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.partners.changes import Terms
from heed.partners.queries import Agreement
from heed.partners.rules import may_be_reviewed_on
from heed.people.agencies.queries import email_taken
from heed.web.govuk import DateField, offer
from heed.web.tokens import Tokened
from heed.web.words import in_words

REASON = forms.Textarea(attrs={"rows": 4})


def _line(label: Any, error: Any, most: int = 300, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, help_text=hint, error_messages={"required": error})


class Add(forms.Form):
    name = _line(gettext_lazy("What is the organisation called?"), gettext_lazy("Enter its name"), 200)
    works = _line(gettext_lazy("What does it do for you?"), gettext_lazy("Enter what it does for you"),
                  hint=gettext_lazy("For example: repairs in council homes"))  # fmt: skip
    closeness = forms.CharField(
        label=gettext_lazy("Why do its people come close to people or properties on the register?"), required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For example: they enter homes alone. If they do not, leave this empty: then nothing "
                               "can be shared with it."),
    )  # fmt: skip


class Person(forms.Form):
    name = _line(gettext_lazy("Name"), gettext_lazy("Enter their name"), 200)
    email = forms.EmailField(
        label=gettext_lazy("Their own e-mail address at work"), max_length=254,
        help_text=gettext_lazy("A link goes there by which they choose a password. It works once."),
        error_messages={"required": gettext_lazy("Enter their e-mail address")},
    )  # fmt: skip

    def clean_email(self) -> str:
        """Refuse an address by which somebody signs in already."""
        email = str(self.cleaned_data["email"])
        if email_taken(email):
            raise ValidationError(_("Somebody signs in by this address already"))
        return email


class Sign(forms.Form):
    signed_here = _line(gettext_lazy("Who signed for you?"), gettext_lazy("Enter who signed for you"), 200,
                        gettext_lazy("Name and post"))  # fmt: skip
    signed_there = _line(gettext_lazy("Who signed for the partner?"), gettext_lazy("Enter who signed for the partner"),
                         200, gettext_lazy("Name and post"))  # fmt: skip
    signed_on = DateField(label=gettext_lazy("When was it signed?"), what=gettext_lazy("The day"), past=True)
    indemnity = _line(gettext_lazy("What does the indemnity say?"), gettext_lazy("Enter what the indemnity says"),
                      hint=gettext_lazy("Or where in the agreement it stands"))  # fmt: skip
    may_see = _line(gettext_lazy("What may they see?"), gettext_lazy("Enter what they may see"),
                    hint=gettext_lazy("Heed shows the short form alone: of what, what to do, until when"))  # fmt: skip
    jobs = _line(gettext_lazy("For which area or jobs?"), gettext_lazy("Enter for which area or jobs"))
    kept_where = _line(gettext_lazy("Where is the signed agreement kept?"), gettext_lazy("Enter where it is kept"), 200)
    from_on = DateField(label=gettext_lazy("From when?"), what=gettext_lazy("The first day"))
    until_on = DateField(label=gettext_lazy("Until when?"), what=gettext_lazy("The last day"))
    review_on = DateField(label=gettext_lazy("When is it reviewed?"), what=gettext_lazy("The day of the review"))

    def clean(self) -> dict[str, Any]:
        """Ask for days in their order."""
        given: dict[str, Any] = super().clean() or {}
        days = [given.get(name) for name in ("signed_on", "from_on", "until_on")]
        if all(days) and days != sorted(days):  # type: ignore[type-var]  # all of them are days here
            self.add_error("until_on", _("It is signed before it begins, and begins before it ends"))
        if given.get("review_on") and given.get("until_on") and given["review_on"] > given["until_on"]:
            self.add_error("review_on", _("It is reviewed before it ends"))
        return given

    @property
    def terms(self) -> Terms:
        """What the agreement says."""
        return Terms(**self.cleaned_data)


class Review(Tokened):
    text = forms.CharField(
        label=gettext_lazy("What was gone through?"), widget=REASON, max_length=5_000,
        help_text=gettext_lazy("For example: they still enter homes alone; nobody passed anything on; the people who "
                               "sign in still work there."),
        error_messages={"required": gettext_lazy("Enter what was gone through")},
    )  # fmt: skip
    review_on = DateField(label=gettext_lazy("When is it reviewed next?"), what=gettext_lazy("The day of the review"))

    def __init__(self, *given: Any, agreement: Agreement, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.agreement, self.today = agreement, today
        self.fields["review_on"].help_text = _("No later than %(day)s, when the agreement ends.") % {
            "day": in_words(agreement.until_on)
        }

    def clean_review_on(self) -> date:
        """Let the next review lie ahead, and within the agreement."""
        day: date = self.cleaned_data["review_on"]
        decision = may_be_reviewed_on(self.agreement, day, self.today)
        if not decision:
            raise ValidationError(decision.reason)
        return day


class Ask(forms.Form):
    agreement = forms.ChoiceField(
        label=gettext_lazy("With whom?"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select with whom")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Why do they need it?"), widget=REASON,
        help_text=gettext_lazy("Which of their people meets this person or goes to this property, and for what job."),
        error_messages={"required": gettext_lazy("Enter why they need it")},
    )  # fmt: skip
    until_on = DateField(label=gettext_lazy("Until when?"), what=gettext_lazy("The last day"))

    def __init__(self, *given: Any, agreements: list[Agreement], latest: date, **more: Any) -> None:
        super().__init__(*given, **more)
        offer(self.fields["agreement"], [(str(each.pk), f"{each.organisation} – {each.jobs}") for each in agreements])
        self.agreements, self.latest = {str(each.pk): each for each in agreements}, latest

    def clean(self) -> dict[str, Any]:
        """Let it end with the agreement or the entry, whichever comes first."""
        given: dict[str, Any] = super().clean() or {}
        chosen, until = self.agreements.get(given.get("agreement", "")), given.get("until_on")
        if chosen and until and until > min(chosen.until_on, self.latest):
            day = min(chosen.until_on, self.latest).strftime("%d/%m/%Y")
            self.add_error("until_on", _("No later than %(day)s") % {"day": day})
        return given


class Decide(Tokened):
    agree = forms.ChoiceField(
        label=gettext_lazy("Is it shared?"), widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Yes, share it")), ("no", gettext_lazy("No"))],
        error_messages={"required": gettext_lazy("Select whether it is shared")},
    )  # fmt: skip
    text = forms.CharField(label=gettext_lazy("Why?"), widget=REASON,
                           error_messages={"required": gettext_lazy("Enter why")})  # fmt: skip


class Withdraw(Tokened):
    text = forms.CharField(
        label=gettext_lazy("Why is it withdrawn?"), widget=REASON,
        help_text=gettext_lazy("For your own file. The partner is told only that it is withdrawn, and asked to delete "
                               "every copy."),
        error_messages={"required": gettext_lazy("Enter why it is withdrawn")},
    )  # fmt: skip


class Confirm(Tokened):
    text = forms.CharField(
        label=gettext_lazy("Who told you that every copy is deleted, and how?"), widget=REASON,
        error_messages={"required": gettext_lazy("Enter who told you, and how")},
    )  # fmt: skip
