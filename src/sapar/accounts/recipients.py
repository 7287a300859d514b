"""Where a person's mail goes, and in which language it is written."""

from sapar.accounts.models import Person, User
from sapar.accounts.queries import person_of
from sapar.core.actor import Recipient


def recipient_of(person: Person) -> Recipient | None:
    """The account's address and language, or else the registrar's; None while neither is known."""
    owner = person_of(person)
    if owner is None:
        return None
    user = User.objects.filter(person=owner).first()
    if user is not None:
        return Recipient(user.email, user.language, owner.full_name)
    return Recipient(owner.email, owner.language, owner.full_name) if owner.email else None
