"""What the index says of a likeness, to be translated: matching is pure and speaks English alone."""

from typing import Final

from django.utils.translation import gettext_noop as _

SAYINGS: Final = frozenset({
    _("born a generation apart"), _("another date of birth"), _("born within two years"),
    _("same year of birth, another day"), _("same year of birth, the day is not known"),
    _("date of birth the same in two of three parts"), _("same month and year of birth, the day is not known"),
    _("date of birth one digit off"), _("same date of birth with day and month swapped"),
    _("same date of birth, a 1 January"), _("same date of birth"),
    _("another surname"), _("surname only faintly alike"), _("same initial of the surname"), _("similar surname"),
    _("surname that sounds the same"), _("surname one letter off"), _("surname the same in part"),
    _("another form of the same surname"), _("same surname"),
    _("another first name"), _("first name only faintly alike"), _("same initial of the first name"),
    _("similar first name"), _("first name that sounds the same"), _("first name one letter off"),
    _("first name the same in part"), _("another form of the same first name"), _("same first name"),
    _("another street"), _("street only faintly alike"), _("similar street"), _("nearly the same street"),
    _("same street"),
    _("another house number"), _("nearly the same house number"), _("same house number"),
    _("another flat"), _("flat told on one side only"), _("same flat"),
    _("another postcode"), _("another postcode of the same area"), _("same postcode district"),
    _("nearly the same postcode"), _("postcode one letter off"), _("same postcode"),
    _("another telephone number"), _("nearly the same telephone number"), _("same telephone number"),
    _("another e-mail address"), _("nearly the same e-mail address"), _("same e-mail address"),
    _("another property number"), _("nearly the same property number"), _("same property number"),
})  # fmt: skip
"""Every sentence that may be shown, whole, so that it can be translated whole."""
