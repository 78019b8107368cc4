"""Room for agencies that are made anew beside those which are there."""

from heed.people.agencies.models import Agency, User


def make_room() -> None:
    """Give away the words and addresses by which agencies and people would be taken for others."""
    for agency in Agency.objects.all():
        Agency.objects.filter(pk=agency.pk).update(word=f"old-{agency.pk}")
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"old-{user.pk}@example.org")
