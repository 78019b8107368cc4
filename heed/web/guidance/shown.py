"""The texts of a policy as a page shows them: in the reader's language, shaped for the templates."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.policy.book import Book, Chart
from heed.policy.book import Step as PolicyStep
from heed.policy.text import Text


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a chart: what to do, or with `then` a circumstance and what to do in it."""

    text: str
    then: list[str]


@dataclass(frozen=True, slots=True)
class ChartShown:
    """What to do now, step by step; `href` is its public page."""

    title: str
    steps: list[Step]
    after: str
    href: str


@dataclass(frozen=True, slots=True)
class SupportShown:
    """Support that the body offers; `agreement` says that it is only offered to who agrees."""

    title: str
    about: str
    agreement: bool
    link: str
    telephone: str


def said(text: Text | None) -> str:
    """Return a text of the policy in the reader's language, on one line for each paragraph; empty for none."""
    return " ".join(text.text(get_language() or "en").split()) if text else ""


def charts(book: Book, agency: str) -> dict[str, ChartShown]:
    """Return the charts of a policy by id; `agency` is the word in their addresses."""
    return {each.id: _chart(each, agency) for each in book.charts.values()}


def charts_of_kinds(book: Book, kinds: Iterable[str], agency: str) -> list[ChartShown]:
    """Return the charts for a report of these kinds, each once; kinds that the policy no longer has are passed over.

    For `{% include "reporting/_charts.html" with charts=… %}`.
    """
    ids = dict.fromkeys(chart for kind in kinds if kind in book.kinds for chart in book.kinds[kind].charts)
    return [_chart(book.charts[each], agency) for each in ids if each in book.charts]


def support(book: Book) -> list[SupportShown]:
    """Return the support that a policy offers, in its order."""
    return [
        SupportShown(said(each.title), said(each.about), each.agreement, each.link, each.telephone)
        for each in book.support.values()
    ]


def _if(circumstance: str) -> str:
    """Return “If you are hurt” for “You are hurt”, as policy files have it."""
    return _("If {circumstance}").format(circumstance=circumstance[:1].lower() + circumstance[1:])


def _chart(chart: Chart, agency: str) -> ChartShown:
    href = reverse("guidance_chart", args=[agency, chart.id])
    return ChartShown(said(chart.title), [_step(step) for step in chart.steps], said(chart.after), href)


def _step(step: PolicyStep) -> Step:
    text = said(step.text)
    return Step(_if(text) if step.then else text, [said(one) for one in step.then])
