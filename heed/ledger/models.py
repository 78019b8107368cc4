"""The entries and the chains that they hang on. Plain ids and words, so that no other table can reach in."""

import json
from typing import Any, ClassVar, Never, Self

from django.db import models
from django.db.models import F, Q

from heed.ledger.chain import HEADS, Row


class Chains(models.QuerySet["Chain"]):
    """Questions about chains."""

    def ahead(self) -> Self:
        """Keep chains that have grown since the chain of heads last mentioned them."""
        return self.filter(seq__gt=F("headed")).exclude(name=HEADS)


class Chain(models.Model):
    """How long a chain ("case:12", "agency:3") is. Its row is the lock: only writers to one case wait in line."""

    name = models.CharField(max_length=60, primary_key=True)
    seq = models.PositiveBigIntegerField()
    headed = models.PositiveBigIntegerField(default=0)  # its length when the chain of heads last mentioned it
    objects = Chains.as_manager()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["name"], name="chain_ahead", condition=Q(seq__gt=F("headed")))]

    def __str__(self) -> str:
        return self.name


class Entries(models.QuerySet["Entry"]):
    """Entries are written once (see `changes.record`), so nothing here changes them."""

    def update(self, **kwargs: Any) -> Never:
        """Refuse."""
        raise TypeError(f"An entry in the ledger is never changed: {', '.join(kwargs)}.")

    def delete(self) -> Never:
        """Refuse."""
        raise TypeError("An entry in the ledger is never deleted.")


class Entry(models.Model):
    """One thing that happened: who, when, through which door, which verb, on what, with which facts."""

    pk = models.CompositePrimaryKey("chain", "seq")
    chain = models.CharField(max_length=60)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)  # a user's id; empty: the program itself
    door = models.CharField(max_length=60)
    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=60)  # "incident:12"
    facts = models.TextField()  # canonical JSON: codes and ids
    previous = models.CharField(max_length=64)  # the code of the entry before in the chain
    mac = models.CharField(max_length=64)
    objects = Entries.as_manager()

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}: {self.verb}"

    @property
    def given(self) -> dict[str, bool | str | int | list[str]]:
        """The facts, by name; a set of words comes back as a sorted list."""
        given: dict[str, bool | str | int | list[str]] = json.loads(self.facts)
        return given

    @classmethod
    def of(cls, row: Row) -> "Entry":
        """Return the unsaved entry with the row's columns."""
        return cls(**row._asdict())
