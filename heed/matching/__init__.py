"""How alike are two descriptions of a person? Pure, without tables; explains itself, and never confirms."""

from heed.matching.likeness import Description, Likeness, alike

__all__ = ["Description", "Likeness", "alike"]
