"""Words that say what somebody is, where an entry should say what was done; shown back to the writer, calmly."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.matching.names import words

OPINIONS: Final = frozenset({
    "abusive", "aggressive", "angry", "antisocial", "arrogant", "awful", "bad", "bully", "crazy", "criminal",
    "deranged", "dishonest", "disturbed", "druggie", "drunk", "evil", "horrible", "hostile", "idiot",
    "ignorant", "insane", "junkie", "lazy", "liar", "lunatic", "mad", "manipulative", "mental", "moody",
    "nasty", "nutter", "obnoxious", "odd", "paranoid", "pervert", "psycho", "psychotic", "rude", "schizo",
    "sly", "stupid", "thug", "unhinged", "unpleasant", "unstable", "untrustworthy", "vexatious", "vile",
    "violent", "volatile", "weird", "weirdo", "yob",
})  # fmt: skip
"""Single words, folded. Each can be right in what somebody said; so the writer decides."""


def opinions_in(texts: Iterable[str]) -> list[str]:
    """Return the opinion words in the texts, each once, in the order in which they come."""
    return list(dict.fromkeys(word for text in texts for word in words(text) if word in OPINIONS))


class Reread(forms.Form):
    """A form that shows opinion words back once; whoever ticks the box goes on with them.

    `narrative` names the fields that are read.
    """

    narrative: tuple[str, ...] = ()

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.opinions: list[str] = []

    def add_reread(self) -> None:
        """Add the box where there is something to read again; called when all other fields are there."""
        self.opinions = opinions_in(str(self.data.get(name, "")) for name in self.read_again())
        if self.opinions:
            self.fields["as_it_is"] = forms.BooleanField(
                label=gettext_lazy("I have read it again, and it says what was done"), required=False
            )

    def read_again(self) -> Iterable[str]:
        """Return the names of the fields that are read for opinions."""
        return self.narrative

    def clean(self) -> dict[str, Any]:
        """Ask the writer to read it again, where there are such words and they have not said that they have."""
        typed: dict[str, Any] = super().clean() or {}
        if self.opinions and not typed.get("as_it_is"):
            found = ", ".join(f"“{word}”" for word in self.opinions)
            sentence = _(
                "You wrote {words}. Write what was done, not what somebody is; or tick the box to leave it so."
            )
            self.add_error("as_it_is", sentence.format(words=found))
        return typed
