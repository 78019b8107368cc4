"""Forms about staff: they validate; changes save."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.people.agencies.queries import email_taken, number_taken, staff_of
from heed.people.agencies.stamps import User
from heed.people.agencies.states import WorksAs
from heed.web.govuk import DateField, offer


class Find(forms.Form):
    """Narrows the list of staff."""

    text = forms.CharField(label=gettext_lazy("Name or e-mail address"), required=False, max_length=200)


class Upload(forms.Form):
    """A CSV file of staff: chosen to be checked, then sent again as text to be imported."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        required=False,
        help_text=gettext_lazy(
            "Columns: name, email, service, team, and as you like job, works as, staff number, post. UTF-8."
        ),
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a file where nothing was sent at all."""
        cleaned: dict[str, Any] = self.cleaned_data
        if not cleaned.get("file") and not cleaned.get("text"):
            self.add_error("file", _("Choose a CSV file"))
        return cleaned


class Propose(forms.Form):
    """Who is to hold a post at a node of the tree."""

    post = forms.ChoiceField(label=gettext_lazy("Post"), error_messages={"required": gettext_lazy("Select the post")})

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self.fields["post"], [("", _("Select a post")), *seats])


class Colleague(forms.Form):
    """Finds one colleague by name or e-mail address, within one's own agency."""

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user

    def colleague(self, text: str) -> User:
        """Return the one colleague whom the text names, or raise what is wrong in a sentence."""
        found = list(staff_of(self.user.agency, text).filter(is_active=True)[:2])
        exact = [one for one in found if text.casefold() in (one.name.casefold(), one.email)]
        if len(exact) == 1:
            return exact[0]
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("More than one colleague is called that. Enter their e-mail address."))
        raise ValidationError(_("Nobody here has that name or e-mail address. Check the spelling."))


class Away(Colleague):
    """From when to when somebody is away, and who stands in."""

    from_on = DateField(
        label=gettext_lazy("First day away"), error_messages={"required": gettext_lazy("Enter the first day away")}
    )
    until_on = DateField(
        label=gettext_lazy("Last day away"), error_messages={"required": gettext_lazy("Enter the last day away")}
    )
    deputy = forms.CharField(
        label=gettext_lazy("Who stands in (optional)"),
        help_text=gettext_lazy("Their name or e-mail address. Without anybody, what comes up goes to the next post."),
        required=False,
        max_length=200,
    )

    def clean_deputy(self) -> User | None:
        """Find the deputy."""
        text = self.cleaned_data["deputy"].strip()
        return self.colleague(text) if text else None

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        cleaned: dict[str, Any] = self.cleaned_data
        from_on, until_on = cleaned.get("from_on"), cleaned.get("until_on")
        if from_on and until_on and until_on < from_on:
            self.add_error("until_on", _("The last day away must not be before the first"))
        return cleaned


class Details(forms.Form):
    """Who somebody is and where they work."""

    name = forms.CharField(
        label=gettext_lazy("Full name"), max_length=200, error_messages={"required": gettext_lazy("Enter their name")}
    )
    team = forms.ChoiceField(label=gettext_lazy("Team"), error_messages={"required": gettext_lazy("Select their team")})
    job = forms.CharField(label=gettext_lazy("Job (optional)"), max_length=200, required=False)
    works_as = forms.ChoiceField(
        label=gettext_lazy("How do they work for you?"), choices=WorksAs.choices, widget=forms.RadioSelect,
        initial=WorksAs.EMPLOYEE, error_messages={"required": gettext_lazy("Select how they work for you")},
    )  # fmt: skip

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self.fields["team"], [("", _("Select a team")), *teams])


class Change(Details):
    """What is kept about somebody who works here already."""

    staff_number = forms.CharField(label=gettext_lazy("Staff number (optional)"), max_length=40, required=False)

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user

    def clean_staff_number(self) -> str:
        """Refuse the number of somebody else."""
        number: str = self.cleaned_data["staff_number"]
        if number and number_taken(self.user, number):
            raise ValidationError(_("Somebody else has this staff number."))
        return number


class Email(forms.Form):
    """By which e-mail address somebody signs in."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        error_messages={
            "required": gettext_lazy("Enter their e-mail address"),
            "invalid": gettext_lazy("Enter an e-mail address such as name@example.org"),
        },
    )

    def clean_email(self) -> str:
        """Refuse an address that is taken, without saying by whom."""
        email: str = self.cleaned_data["email"].lower()
        if email_taken(email):
            raise ValidationError(_("This e-mail address cannot be used. Somebody has it already."))
        return email


class Add(Email, Details):
    """Somebody new."""

    field_order = ("name", "email", "team", "job", "works_as")
