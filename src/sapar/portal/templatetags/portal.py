"""The portal's navigation: what this reader may open."""

from __future__ import annotations

from typing import Any

import rules
from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("portal/_navigation.html", takes_context=True)
def portal_navigation(context: Context) -> dict[str, Any]:
    user = getattr(context.get("request"), "user", None)
    links = [(reverse("calls"), _("Calls"))]
    if user is not None and rules.has_perm("accounts.sign-in", user):
        links.append((reverse("today"), _("My applications")))
    if user is not None and rules.has_perm("accounts.enter-office", user):
        links.append((reverse("office-desk"), _("Office")))
    if settings.SAMPLE_MODE:
        links.append((reverse("sample"), _("Sample university")))
    return {"links": links, "request": context.get("request")}
