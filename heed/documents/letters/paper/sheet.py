"""All that stands on a letter, as plain words: what is printed, shown and put into Word is made of this alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from heed.policy.letters import Block


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words that Heed itself puts on a letter, in the letter's language."""

    reference: str  # "Our reference"
    page: str  # "Page {page} of {pages}"
    draft: str = ""  # "Draft, not sent" while it is one


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter, ready to be printed. `large` sets it at 18 points, `window` says whose envelopes it must fit."""

    body: str
    head: tuple[str, ...]  # the body's own address and how to reach it, line by line
    to_name: str
    to_address: tuple[str, ...]
    reference: str
    date: str
    greeting: str
    subject: str
    blocks: tuple[Block, ...]
    closing: str
    writer_name: str
    writer_post: str
    labels: Labels
    lang: str = "en"
    large: bool = False
    easy: bool = False
    window: str = "dl"  # dl | notify
    logo: str = ""
    logo_words: str = ""

    def lines(self) -> Iterator[str]:
        """Yield the letter as plain text, a paragraph to a line."""
        yield self.body
        yield from self.head
        yield from (self.to_name, *self.to_address)
        yield from (f"{self.labels.reference}: {self.reference}", self.date, self.greeting, self.subject)
        for block in self.blocks:
            yield from (f"• {text}" if block.kind == "list" else text for text in block.texts)
        yield from (line for line in (self.closing, self.writer_name, self.writer_post) if line)
