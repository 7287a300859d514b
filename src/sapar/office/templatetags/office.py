"""The office's navigation: the rooms that the roles held today open."""

from __future__ import annotations

from typing import Any

import rules
from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

# Permission, address, words; in the order of the work.
ROOMS = (
    ("accounts.enter-office", "office-desk", gettext_lazy("Desk")),
    ("calls.see-list", "office-calls", gettext_lazy("Calls")),
    ("applications.see-list", "office-applications", gettext_lazy("Applications")),
    ("partnerships.see-list", "office-partners", gettext_lazy("Partners")),
    ("records.see-list", "office-records", gettext_lazy("Records")),
    ("content.edit", "office-articles", gettext_lazy("Articles")),
    ("content.answer-questions", "office-questions", gettext_lazy("Questions")),
    ("stories.moderate", "office-moderation", gettext_lazy("Moderation")),
    ("content.keep-regulations", "office-regulations", gettext_lazy("Regulations")),
    ("content.keep-events", "office-events", gettext_lazy("Events")),
    (
        "content.keep-frequent-questions",
        "office-frequent-questions",
        gettext_lazy("Frequent questions"),
    ),
    ("content.keep-contacts", "office-contacts", gettext_lazy("Contacts")),
    ("content.edit", "office-pictures", gettext_lazy("Pictures and files")),
    ("content.furnish", "office-furniture", gettext_lazy("Menus and links")),
    ("accounts.manage-roles", "office-roles", gettext_lazy("Roles")),
)


@register.inclusion_tag("office/_navigation.html", takes_context=True)
def office_navigation(context: Context) -> dict[str, Any]:
    request = context.get("request")
    user = getattr(request, "user", None)
    rooms = [
        (reverse(name), words)
        for permission, name, words in ROOMS
        if user is not None and rules.has_perm(permission, user)
    ]
    return {"rooms": [*rooms, (reverse("home"), _("Public pages"))], "request": request}
