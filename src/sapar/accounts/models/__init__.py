"""People, their engagements, their accounts and the roles they hold."""

from sapar.accounts.models.person import Engagement, Person
from sapar.accounts.models.role import Role
from sapar.accounts.models.user import User

__all__ = ["Engagement", "Person", "Role", "User"]
