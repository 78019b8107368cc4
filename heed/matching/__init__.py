"""How alike are two descriptions of a person or place? Pure, without tables; explains itself, and never confirms."""

from heed.matching.faces import Entry, Face, Told, face_of, faces_of
from heed.matching.roll import Hits, Roll
from heed.matching.tiers import ALERT, REVIEW, tier_of

__all__ = [
    "ALERT",
    "REVIEW",
    "Entry",
    "Face",
    "Hits",
    "Roll",
    "Told",
    "face_of",
    "faces_of",
    "tier_of",
]
