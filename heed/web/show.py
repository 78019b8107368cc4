"""How a view answers with a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Answer with the page; a form in the context is named `form`, so that `page.html` finds its errors."""
    return render(request, template, context, status=status)
