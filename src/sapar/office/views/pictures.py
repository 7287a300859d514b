"""The pictures of the portal: the library, one picture with its crops, its words and its place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.content.actions import pictures as actions
from sapar.content.models import Picture
from sapar.content.uses import uses_of
from sapar.core.errors import Refusal
from sapar.core.folding import fold
from sapar.core.wording import words
from sapar.office.views.form_page import form_page
from sapar.stories.queries import library
from sapar.ui.forms import TranslatedFormField, UploadField
from sapar.ui.parts import Crumb

PAGE = 24
TYPES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WebP"}
ALT_HINT = gettext_lazy(
    "Required in all three languages: what is seen, in one sentence, for those who do not see it."
)
FOCUS_POINTS = (
    ((0, 0), gettext_lazy("top left")),
    ((50, 0), gettext_lazy("top")),
    ((100, 0), gettext_lazy("top right")),
    ((0, 50), gettext_lazy("left")),
    ((50, 50), gettext_lazy("middle")),
    ((100, 50), gettext_lazy("right")),
    ((0, 100), gettext_lazy("bottom left")),
    ((50, 100), gettext_lazy("bottom")),
    ((100, 100), gettext_lazy("bottom right")),
)


class PictureForm(forms.Form):
    alt = TranslatedFormField(label=gettext_lazy("Description"), help_text=ALT_HINT, max_length=300)
    credit = forms.CharField(
        label=gettext_lazy("Who made it"),
        help_text=gettext_lazy("Stands below the picture where it is shown large."),
        required=False,
        max_length=200,
    )


class NewPictureForm(PictureForm):
    upload = UploadField(label=gettext_lazy("Picture"), types=TYPES)
    field_order = ("upload", "alt", "credit")


class FocusForm(forms.Form):
    """Percent from the left and from the top."""

    x = forms.IntegerField(
        label=gettext_lazy("From the left, in percent"), min_value=0, max_value=100
    )
    y = forms.IntegerField(
        label=gettext_lazy("From the top, in percent"), min_value=0, max_value=100
    )


@require_safe
@requires("content.edit")
def picture_list(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "")[:100]
    pictures = library()
    for word in fold(asked).split():
        pictures = pictures.filter(search_text__contains=word)
    page = Paginator(pictures, PAGE).get_page(request.GET.get("page"))
    return render(request, "office/media/pictures.html", {"page": page, "asked": asked})


@requires("content.edit")
def picture_new(request: HttpRequest) -> HttpResponse:
    by = signed_in(request).as_actor()
    return form_page(
        request,
        NewPictureForm(request.POST or None, request.FILES or None),
        lambda **fields: actions.add_picture(by=by, **fields),
        title=_("New picture"),
        button=_("Take the picture in"),
        done=_("The picture is taken in. Look whether its crops show what matters."),
        trail=[_crumb()],
        leads_to=_address,
    )


@require_safe
@requires("content.edit")
def picture_page(request: HttpRequest, picture_id: str) -> HttpResponse:
    return _picture(request, _found(picture_id), FocusForm())


@requires("content.edit")
def picture_edit(request: HttpRequest, picture_id: str) -> HttpResponse:
    by = signed_in(request).as_actor()
    picture = _found(picture_id)
    return form_page(
        request,
        PictureForm(request.POST or None, initial={"alt": picture.alt, "credit": picture.credit}),
        lambda **fields: actions.describe_picture(picture, by=by, **fields),
        title=_("Describe the picture"),
        button=_("Save the description"),
        done=_("The description is saved."),
        trail=[_crumb(), Crumb(str(picture), _address(picture))],
        leads_to=_address,
    )


@require_POST
@requires("content.edit")
def picture_focus(request: HttpRequest, picture_id: str) -> HttpResponse:
    """Cut the crops around another point: one of nine buttons, or two numbers."""
    picture = _found(picture_id)
    x, _comma, y = request.POST.get("point", "").partition(",")
    form = FocusForm({"x": x, "y": y} if y else request.POST)
    if not form.is_valid():
        return _picture(request, picture, form, status=422)
    focus = (form.cleaned_data["x"], form.cleaned_data["y"])
    actions.focus_picture(picture, focus, by=signed_in(request).as_actor())
    messages.success(request, _("The crops are cut anew."))
    return redirect("office-picture", picture_id)


@require_POST
@requires("content.edit")
def picture_delete(request: HttpRequest, picture_id: str) -> HttpResponse:
    picture = _found(picture_id)
    try:
        actions.delete_picture(picture, by=signed_in(request).as_actor())
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
        return redirect("office-picture", picture_id)
    messages.success(request, _("The picture is deleted."))
    return redirect("office-pictures")


def _picture(
    request: HttpRequest, picture: Picture, form: FocusForm, status: int = 200
) -> HttpResponse:
    focus = (picture.focus_x, picture.focus_y)
    context: dict[str, Any] = {
        "picture": picture,
        "form": form if form.is_bound else FocusForm(initial={"x": focus[0], "y": focus[1]}),
        "points": [(f"{x},{y}", label, (x, y) == focus) for (x, y), label in FOCUS_POINTS],
        "uses": uses_of(picture),
        "embed": f"[[picture:{picture.public_id}]]",
    }
    return render(request, "office/media/picture.html", context, status=status)


def _found(picture_id: str) -> Picture:
    found: Picture = get_object_or_404(library(), public_id=picture_id)
    return found


def _address(picture: Picture) -> str:
    return reverse("office-picture", args=[picture.public_id])


def _crumb() -> Crumb:
    return Crumb(_("Pictures"), reverse("office-pictures"))
