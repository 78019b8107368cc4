"""The questions of the briefing as a form."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.policy.briefing import BriefingTerms


class Questions(forms.Form):
    """One question of the policy below the other, under its own word."""

    def __init__(self, *given: Any, terms: BriefingTerms, lang: str, **options: Any) -> None:
        super().__init__(*given, **options)
        self.because = {one.word: one.because.text(lang) for one in terms.questions}
        for one in terms.questions:
            self.fields[one.word] = forms.ChoiceField(
                label=one.ask.text(lang),
                choices=[(option.word, option.label.text(lang)) for option in one.options],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer to: {question}").format(question=one.ask.text(lang))},
            )

    def explain(self, wrong: Iterable[str]) -> None:
        """Say beside each question that was answered wrongly why another answer is right."""
        for word in wrong:
            self.add_error(word, _("That is not right. {because}").format(because=self.because[word]))
