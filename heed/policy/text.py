"""A text of a policy file, in one language or several."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text by language code (`en`, `cy`); a plain string in a policy file is English."""

    by_language: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, value: str | Mapping[str, str]) -> "Text":
        """Return the text that a policy file gives as a string or as a table by language."""
        return cls((("en", value),) if isinstance(value, str) else tuple(value.items()))

    def text(self, lang: str = "en") -> str:
        """Return the text in this language (`cy`, `en-gb`), else in English; an absent text is empty."""
        texts = dict(self.by_language)
        return texts.get(lang) or texts.get(lang.partition("-")[0]) or texts.get("en", "")

    def __str__(self) -> str:
        return self.text()

    def __bool__(self) -> bool:
        return any(text for _, text in self.by_language)


SILENT = Text()
"""Where a policy says nothing."""
