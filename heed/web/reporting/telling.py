"""A report as far as it was told: which pages apply, what was said on each, what is still to say."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from heed.people.agencies.stamps import Signed
from heed.policy.book import Book
from heed.policy.play import implied
from heed.policy.vocabulary import Given

Typed = Mapping[str, Sequence[str]]
"""What was typed on one page, exactly as it came: name of the input → texts."""


class Sheet(forms.Form):
    """One page of the report. `ask` fits its words and choices to what was told before.

    `title` is the page's h1, or `heading` names the field whose label is.
    """

    title: Any = ""
    heading = ""
    lead: Any = ""

    def __init__(self, *given: Any, telling: "Telling", **options: Any) -> None:
        super().__init__(*given, **options)
        self.telling = telling
        self.ask()

    def ask(self) -> None:
        """Fit words and choices to what was told before."""

    def kept(self) -> dict[str, list[str]]:
        """Return what was typed into this page's own inputs, to be kept whether or not it is right."""
        own = tuple(self.fields)
        sent: MultiValueDict[str, str] = self.data  # type: ignore[assignment]  # forms here are bound to nothing else
        return {name: texts for name, texts in sent.lists() if name.startswith(own)}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the report: its word in the address, its form, and when it applies."""

    word: str
    form: type[Sheet]
    applies: Callable[["Telling"], bool] = lambda _telling: True
    template: str = "reporting/page.html"


class Telling:
    """A report as far as it was told. The pages decide by it whether they apply; nothing is read from tables here."""

    def __init__(self, pages: Sequence[Page], book: Book, stamp: Signed, typed: Mapping[str, Typed]) -> None:
        self.pages = {page.word: page for page in pages}
        self.book = book
        self.stamp = stamp
        self.typed = dict(typed)
        self._said: dict[str, Mapping[str, Any]] = {}
        self._done: dict[str, bool] = {}

    def with_page(self, word: str, typed: Typed) -> "Telling":
        """Return the same report with one page told anew."""
        pages = tuple(self.pages.values())
        return Telling(pages, self.book, self.stamp, {**self.typed, word: typed})

    def applies(self, word: str) -> bool:
        """Return whether the page is to be asked, by what was told before it."""
        return self.pages[word].applies(self)

    def form(self, word: str) -> Sheet:
        """Return the page's form: with what was typed, or empty."""
        page = self.pages[word]
        if word not in self.typed:
            return page.form(telling=self)
        return page.form(MultiValueDict({name: list(texts) for name, texts in self.typed[word].items()}), telling=self)

    def said(self, word: str) -> Mapping[str, Any]:
        """Return what a page's answers mean; empty where it does not apply or is not yet answered well."""
        if word not in self._said:
            form = self.form(word) if word in self.typed and self.applies(word) else None
            self._done[word] = form is not None and form.is_valid()
            self._said[word] = form.cleaned_data if form is not None and self._done[word] else {}
        return self._said[word]

    def done(self, word: str) -> bool:
        """Return whether the page is answered well."""
        self.said(word)
        return self._done[word]

    def route(self) -> Iterator[str]:
        """Return the pages that apply, in order."""
        return (word for word in self.pages if self.applies(word))

    def first_gap(self) -> str:
        """Return the first page that still has to be answered; empty when all are."""
        return next((word for word in self.route() if not self.done(word)), "")

    def after(self, word: str) -> str:
        """Return the page that follows; empty after the last."""
        words = list(self.pages)
        return next((each for each in words[words.index(word) + 1 :] if self.applies(each)), "")

    def before(self, word: str) -> str:
        """Return the page that comes before; empty for the first."""
        words = list(self.pages)
        return next((each for each in reversed(words[: words.index(word)]) if self.applies(each)), "")

    # --- what many pages ask about ----------------------------------------------------------------------------------

    @property
    def kinds(self) -> tuple[str, ...]:
        """The chosen kinds, in the policy's order."""
        return tuple(self.said("kinds").get("kinds", ()))

    @property
    def concern(self) -> bool:
        """Whether nothing has happened yet: only a concern was chosen (CAM-5)."""
        return bool(self.kinds) and all(self.book.kinds[kind].concern for kind in self.kinds)

    @property
    def implied(self) -> Given:
        """The facts that the chosen kinds settle by themselves."""
        return implied(self.book, {"kinds": frozenset(self.kinds)})

    @property
    def theirs(self) -> bool:
        """Whether it is told on behalf of somebody else (CUM-5)."""
        return self.whom == "other"

    @property
    def whom(self) -> str:
        """For whom it is told: `me`, `other` or `nobody` (a building, all of us)."""
        return str(self.said("for-whom").get("whom", "me"))
