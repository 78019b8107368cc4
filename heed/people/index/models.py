"""Faces, the keys that they lie under, and how many bear each name. All of it is derived, and can be made again."""

from typing import ClassVar

from django.db import models


class Listed(models.Model):
    """One face (a name at an address) of a subject, which is `row // FACES`; `told` is the face, packed.

    A `pool` is an agency's: of those about whom something warns, or of all others that it knows.
    """

    row = models.BigIntegerField(primary_key=True)
    pool = models.BigIntegerField()
    told = models.TextField()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["pool", "row"], name="listed_by_pool")]

    def __str__(self) -> str:
        return f"face {self.row}"


class Posting(models.Model):
    """A face lies under a key: the pool in its upper 31 bits, the checksum of a kind and its values in the lower 32."""

    pk = models.CompositePrimaryKey("key", "row")
    key = models.BigIntegerField()
    row = models.BigIntegerField()

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return f"{self.row} under {self.key}"


class Outdated(models.Model):
    """A row says that the index must be made anew before anybody is answered from it, and why."""

    why = models.CharField(max_length=100)

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return self.why


class Tally(models.Model):
    """How many faces of a pool bear a word, as the sum of its rows: whoever writes adds a row and waits for nobody."""

    pool = models.BigIntegerField()
    word = models.BigIntegerField()
    many = models.IntegerField()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["pool", "word", "many"], name="tally_of_word")]

    def __str__(self) -> str:
        return f"{self.many} of {self.word}"
