"""Addresses of the letters of a report or an entry. Verbs with a page of their own come before those that are alike."""

from django.urls import path, register_converter

from heed.web.letters import files, views
from heed.web.letters.finding import Home

register_converter(Home, "home")
LETTERS = "<home:home>/<str:reference>/letters"
LETTER = f"{LETTERS}/<int:pk>"

urlpatterns = [
    path("letters/waiting", views.waiting, name="letters_waiting"),
    path(LETTERS, views.letters, name="letters"),
    path(f"{LETTERS}/write/<slug:template>", views.write, name="write_letter"),
    path(LETTER, views.letter, name="letter"),
    path(f"{LETTER}/change", views.change, name="change_letter"),
    path(f"{LETTER}/finish", views.finish, name="finish_letter"),
    path(f"{LETTER}/release", views.release, name="release_letter"),
    path(f"{LETTER}/pdf", files.pdf, name="letter_pdf"),
    path(f"{LETTER}/word", files.word, name="letter_word"),
    path(f"{LETTER}/bring-back", files.bring_back, name="bring_back_letter"),
    path(f"{LETTER}/<slug:word>", views.step, name="letter_step"),
]
