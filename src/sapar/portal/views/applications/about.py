"""About you: what the registrar knows, who corrects it, and what only the applicant can say."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from sapar.accounts.access import requires
from sapar.portal.views.applications.own import own_application
from sapar.portal.views.applications.texts import TextForm, text_page


class AboutForm(TextForm):
    phone = forms.CharField(
        label=_("Telephone"),
        help_text=_("At which you can be reached, such as +7 700 123 45 67."),
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    emergency_contact = forms.CharField(
        label=_("Whom to call in an emergency"),
        help_text=_("Name, who it is to you, and a telephone number."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("accounts.sign-in")
def about(request: HttpRequest, application_id: str) -> HttpResponse:
    return text_page(request, own_application(request, application_id), "about", AboutForm)
