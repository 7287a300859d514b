"""An account: an address, a password, and, once the address is confirmed, its person."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from sapar.accounts.models.person import Person
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.models import PublicIdModel


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PublicIdModel):
    """May do nothing by itself: every permission comes from the person's engagements and roles."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, related_name="user")
    language = models.CharField(max_length=2, default="kk")
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=clock.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email

    def as_actor(self) -> Actor:
        return Actor(
            public_id=self.public_id, label=str(self.person) if self.person else self.email
        )
