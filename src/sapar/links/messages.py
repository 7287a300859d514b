"""The mail with the code of a link. It is drawn when the mail is written, and never stored."""

from __future__ import annotations

import secrets
from typing import Any

from sapar.core import clock
from sapar.core.formatting import format_instant
from sapar.links.actions import CODE_LIFE, hash_code
from sapar.links.models import LinkCode
from sapar.messaging.registry import Message


def _draw_code(values: dict[str, Any], language: str) -> tuple[dict[str, Any], list[str]]:
    row = LinkCode.objects.select_related("link").get(pk=values["code"])
    code = f"{secrets.randbelow(10**6):06}"
    row.code_hash = hash_code(row.link, code)
    row.expires_at = clock.now() + CODE_LIFE
    row.save(update_fields=["code_hash", "expires_at"])
    return {"code": code, "until": format_instant(row.expires_at, language)}, [code]


MESSAGES = [Message("link-code", "links/mail/code_subject.txt", "links/mail/code.txt", _draw_code)]
