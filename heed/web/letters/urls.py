"""Addresses of a report's letters. The verbs that need a page of their own come before those that are all alike."""

from django.urls import path

from heed.web.letters import files, views

LETTERS = "reports/<str:reference>/letters"
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
