"""Forms of menus, announcements and redirects."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.content.enums import MenuPlace
from sapar.ui.forms import InstantField, TranslatedFormField

TARGET_HINT = _(
    "An address of another site, which begins with https://, or a path of this site such as "
    "regulations/. Write {language} where another site's address names kk, ru or en."
)


class MenuEntryForm(forms.Form):
    label = TranslatedFormField(label=_("Words of the entry"), max_length=80)
    target = forms.CharField(
        label=_("Where it leads"),
        help_text=TARGET_HINT,
        max_length=300,
        # The first page of this site is an address, too, and has nothing to type.
        required=False,
    )
    is_shown = forms.BooleanField(label=_("Readers see it"), required=False, initial=True)


class NewMenuEntryForm(MenuEntryForm):
    place = forms.ChoiceField(label=_("Menu"), choices=MenuPlace.choices)
    field_order = ("place", "label", "target", "is_shown")


class AnnouncementForm(forms.Form):
    text = TranslatedFormField(
        label=_("Text"),
        help_text=_("One or two sentences; it stands at the top of the first page."),
        max_length=300,
        multiline=True,
    )
    target = forms.CharField(
        label=_("Where “Read more” leads"), help_text=TARGET_HINT, max_length=300, required=False
    )
    starts_at = InstantField(label=_("Shown from"))
    ends_at = InstantField(label=_("Shown until"))


class AnnouncementEditForm(AnnouncementForm):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class RedirectForm(forms.Form):
    new_path = forms.CharField(
        label=_("Where it leads now"), help_text=TARGET_HINT, max_length=300, required=False
    )


class NewRedirectForm(RedirectForm):
    old_path = forms.CharField(
        label=_("Old address"),
        help_text=_(
            "Copy it from the letter or the page where it stands; the name of the site and the "
            "language do not count."
        ),
        max_length=300,
    )
    field_order = ("old_path", "new_path")
