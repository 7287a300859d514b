"""A text column that is unreadable without the key under DATA/keys, and a keyed hash to look it
up.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models

from sapar.core.keys import Key


def _fernet(key: Key) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.secret.encode()).digest()))


def encrypt(text: str) -> str:
    return (
        MultiFernet([_fernet(key) for key in settings.FIELD_KEYS]).encrypt(text.encode()).decode()
    )


def decrypt(token: str) -> str:
    """Raises `cryptography.fernet.InvalidToken` when no key at hand made the token."""
    return MultiFernet([_fernet(key) for key in settings.FIELD_KEYS]).decrypt(token).decode()


def lookup_hash(text: str) -> str:
    """The same for the same text, and meaningless without the key. Empty for an empty text."""
    if not text:
        return ""
    key = settings.LOOKUP_KEYS[0].secret.encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """Stores an encrypted token; an empty text stays empty. Cannot be searched: keep a
    `lookup_hash`.
    """

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return decrypt(value) if value else value
