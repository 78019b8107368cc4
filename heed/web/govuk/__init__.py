"""The look of every form and part of a page: GOV.UK Design System markup, our own words and colours.

**Forms.** Write a plain Django form; `{{ form }}` renders all its fields, and `page.html` puts the error summary above
the page's heading and "Error:" before its title (it looks for a variable named `form`).

    class WhatHappened(forms.Form):
        heading = "kinds"                      # this field's legend or label is the page's h1
        kinds = forms.MultipleChoiceField(
            label=_("What happened?"), help_text=_("Select all that apply."), widget=forms.CheckboxSelectMultiple,
            choices=[("verbal", Option(_("Verbal abuse"), hint=_("For example, shouting"))),
                     ("none", Option(_("None of these"), instead=True))],
            error_messages={"required": _("Select what happened")})

- Widgets: Django's own (TextInput, EmailInput, PasswordInput, NumberInput, Textarea, Select, RadioSelect,
  CheckboxSelectMultiple, CheckboxInput, FileInput, HiddenInput), `Counted(limit)` for a long text with a count.
- Fields: `DateField` (day, month, year; month names too; errors say which part), `TimeField` ("4:30pm", "16:30").
- A label of a choice may be an `Option`: a hint below it, or `instead=True` for "or / none of these" (unticks the rest).
- Yes/no questions: `forms.ChoiceField(widget=forms.RadioSelect, choices=YES_NO)`; two short radios lie side by side.
- Widths and tokens are widget attributes: `attrs={"class": "govuk-input--width-10", "autocomplete": "tel"}`.
- Every required field needs its own sentence: `error_messages={"required": _("Enter …")}`.

**A one-question page** is `show(request, "question.html", form=form, back=url, button=_("Continue"))`.

**A view** that must not lose typed text when the session ended makes its form by `kept.form(request, WhatHappened)`
(see `heed.web.kept`), and saves only when `request.method == "POST" and form.is_valid()`: such a form is never valid on GET.

**Parts of a page** are template tags, loaded everywhere (see `heed.web.templatetags.heed`); the values they show are the
small classes of `heed.web.govuk.parts`. **Dates in words** are filters: `{{ at|moment }}`, `{{ day|in_words }}`,
`{{ at|from_now }}` (see `heed.web.words`).
"""

from heed.web.govuk.bound import Option
from heed.web.govuk.fields import YES_NO, DateField, TimeField
from heed.web.govuk.widgets import Counted, DateParts

__all__ = ["YES_NO", "Counted", "DateField", "DateParts", "Option", "TimeField"]
