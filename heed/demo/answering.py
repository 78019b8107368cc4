"""What a report states beside its story: the answers to its kinds' questions, and the facts of the report form."""

from collections.abc import Mapping
from typing import Any, Final

from heed.demo.chance import Chance
from heed.demo.doers import Doer
from heed.demo.names import telephone
from heed.demo.texts import Story
from heed.policy.book import Book, Question
from heed.policy.play import implied

# Where a story is set: the channel and the setting of the report form, and the tags of teams that work there.
PLACES: Final[Mapping[str, tuple[str, str, frozenset[str]]]] = {
    "office": ("in-person", "office", frozenset({"counter", "court", "social", "library", "planning", "street"})),
    "home-visit": ("in-person", "home-visit", frozenset({"visits"})),
    "street": ("in-person", "street", frozenset()),
    "school": ("in-person", "school", frozenset({"school"})),
    "court": ("in-person", "court", frozenset({"court"})),
    "own-home": ("in-person", "own-home", frozenset()),
    "elsewhere": ("in-person", "elsewhere", frozenset()),
    "telephone": ("telephone", "", frozenset()),
    "video-call": ("video-call", "online", frozenset()),
    "email": ("email", "online", frozenset()),
    "text": ("text", "", frozenset()),
    "letter": ("letter", "", frozenset()),
    "social-media": ("social-media", "online", frozenset()),
    "website": ("website", "online", frozenset()),
}
FORMS_OWN: Final = frozenset({"felt_threatened", "others_affected", "hate", "police_told", "in_danger"})
"""Facts of a story that the form's own pages ask about; others are answers to a policy's questions."""
CLEAR: Final = frozenset({"physical-violence", "threat-face-to-face", "property-damage", "stalking"})
"""Kinds that people often ring the police about themselves."""


class Answers:
    """Answers for one report."""

    def __init__(self, chance: Chance, book: Book, story: Story, kinds: list[str], *, again: bool) -> None:
        self.chance, self.book, self.story, self.kinds = chance, book, story, kinds
        self.again = again  # the same person has done something to the same employee before

    def given(self, slots: Mapping[str, str]) -> dict[str, Any]:
        """Return what is answered to the questions of the kinds; what the kinds settle is not asked."""
        settled = implied(self.book, {"kinds": frozenset(self.kinds)})
        asked = dict.fromkeys(question for word in self.kinds for question in self.book.kinds[word].questions)
        found: dict[str, Any] = {}
        for question in (self.book.questions[word] for word in asked):
            value = None if question.fact in settled else self._answer(question)
            if value is not None:
                found[question.id] = value.format_map(slots) if isinstance(value, str) else value
        return found

    def _answer(self, question: Question) -> Any:
        """Return the answer; None leaves it open."""
        told = self.story.answers.get(question.id, self.story.facts.get(question.fact or ""))
        if question.fact == "repeated":
            return bool(told) or self.again
        return self._usual(question) if told is None else told

    def _usual(self, question: Question) -> Any:
        """Return what is answered where the story says nothing about it."""
        if question.optional and self.chance.often(0.6):
            return None
        if question.answer == "yes-no":
            return question.id == "message-kept"
        if question.id == "sender":
            return telephone(self.chance) if self.story.at in ("telephone", "text") else None
        if question.answer == "choice":
            return question.options[-1 if question.id == "animal-there" else 0].word
        return None

    def facts(self, doer: Doer, answers: Mapping[str, Any], *, on_behalf: bool) -> dict[str, Any]:
        """Return the facts as the report form states them."""
        channel, setting, _tags = PLACES[self.story.at]
        stated: dict[str, Any] = {
            "hate": False,
            "others_affected": False,
            **{name: value for name, value in self.story.facts.items() if name in FORMS_OWN},
            "concern": all(self.book.kinds[word].concern for word in self.kinds),
            "on_behalf": on_behalf,
            "abuser": doer.fact,
            "employed_elsewhere": any(each.more.get("employer") for each in doer.subjects),
            "channel": channel,
        }
        if setting:
            stated["setting"] = setting
        for word, value in answers.items():
            fact = self.book.questions[word].fact
            if fact:
                stated[fact] = stated.get(fact) or value
        return stated if stated["concern"] else self._police(stated)

    def _police(self, stated: dict[str, Any]) -> dict[str, Any]:
        """Say whether the police know, and what the person wants, where the form asks."""
        told = bool(stated.get("police_told")) or (bool(CLEAR & set(self.kinds)) and self.chance.often(0.2))
        stated["police_told"] = told
        if not told and self.book.police.consent == "asked":
            stated["police_consent"] = self.chance.weighed({"yes": 5.0, "no": 3.0, "unsure": 2.0})
        return stated
