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
- A label of a choice may be an `Option`: a hint below it, or `instead=True` for "none of these" after an "or".
- Yes/no questions: `forms.ChoiceField(widget=forms.RadioSelect, choices=YES_NO)`; two short radios lie side by side.
- Widths and tokens are attributes of the widget: `attrs={"class": "govuk-input--width-10", "autocomplete": "tel"}`.
- Every required field needs its own sentence: `error_messages={"required": _("Enter …")}`.

**A one-question page** is `show(request, "question.html", form=form, back=url, button=_("Continue"))`.

**A view** makes its form by `kept.form(request, WhatHappened)`, so that typed text outlives the session (see
`heed.web.kept`); `form.is_valid()` is then True only for what was sent just now.

**Parts of a page** are template tags that need no loading (see `heed.web.templatetags.heed`); what they show are the
small classes of `heed.web.govuk.parts`. **Dates in words** are filters: `{{ at|moment }}`, `{{ day|in_words }}`,
`{{ at|from_now }}` (see `heed.web.words`).
"""

from heed.web.govuk.bound import Option
from heed.web.govuk.fields import YES_NO, DateField, TimeField, offer
from heed.web.govuk.widgets import Counted, DateParts

__all__ = ["YES_NO", "Counted", "DateField", "DateParts", "Option", "TimeField", "offer"]
