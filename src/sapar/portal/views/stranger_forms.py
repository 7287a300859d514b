"""What every form asks that somebody without an account may send: who, and where to answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from sapar.accounts.models import User


class LengthLimit:
    """Says how long a text is and may be. Unlike a ``maxlength`` it cuts nothing off while
    somebody pastes.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, text: str) -> None:
        if len(text) > self.limit:
            values = {"length": len(text), "limit": self.limit}
            message = gettext(
                "The text has %(length)s characters; at most %(limit)s are possible. "
                "Shorten it and send it again."
            )
            raise ValidationError(message % values, code="too-long")


class StrangerForm(forms.Form):
    """Name, address and language; who is signed in is known and gives no address.

    ``homepage`` is a trap: people do not see it, programs that fill every field do.
    """

    name = forms.CharField(label=_("Your name"), validators=[LengthLimit(200)])
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The answer goes there."), max_length=254
    )
    language = forms.ChoiceField(label=_("Language of our mails"), choices=settings.LANGUAGES)
    homepage = forms.CharField(label=_("Leave this field empty"), required=False)

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial.setdefault("name", user.person.full_name if user and user.person else "")
        self.initial.setdefault("language", user.language if user else get_language())
        self.fields["homepage"].template_name = "portal/trap.html"  # type: ignore[attr-defined]
        if user is not None:
            del self.fields["email"]

    def clean_name(self) -> str:
        """A name is one line, whatever was sent."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_homepage(self) -> str:
        if self.cleaned_data["homepage"]:
            raise ValidationError(gettext("This field has to stay empty."), code="trap")
        return ""

    def sender(self) -> dict[str, Any]:
        """What a deed needs to know of whoever sends the form."""
        given, user = self.cleaned_data, self.user
        who = {"name": given["name"], "language": given["language"]}
        if user is None:
            return {**who, "email": given["email"]}
        return {**who, "email": user.email, "is_confirmed": True, "by": user.as_actor()}
