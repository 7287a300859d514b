"""The files that articles offer: the list, a new one, its title, taking it out."""

from __future__ import annotations

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
from sapar.content.actions import attachments as actions
from sapar.content.models import Attachment
from sapar.content.uses import uses_of
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.office.views.form_page import form_page
from sapar.ui.forms import TranslatedFormField, UploadField
from sapar.ui.parts import Crumb

PAGE = 50


class AttachmentForm(forms.Form):
    title = TranslatedFormField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("As readers see it, in all three languages."),
        max_length=200,
    )


class NewAttachmentForm(AttachmentForm):
    upload = UploadField(label=gettext_lazy("File"), types={"application/pdf": "PDF"})
    field_order = ("upload", "title")


@require_safe
@requires("content.edit")
def attachment_list(request: HttpRequest) -> HttpResponse:
    files = Attachment.objects.select_related("file")
    page = Paginator(files, PAGE).get_page(request.GET.get("page"))
    return render(request, "office/media/files.html", {"page": page})


@requires("content.edit")
def attachment_new(request: HttpRequest) -> HttpResponse:
    by = signed_in(request).as_actor()
    return form_page(
        request,
        NewAttachmentForm(request.POST or None, request.FILES or None),
        lambda **fields: actions.add_attachment(by=by, **fields),
        title=_("New file"),
        button=_("Take the file in"),
        done=_("The file is taken in."),
        trail=[_crumb()],
        leads_to=_address,
    )


@requires("content.edit")
def attachment_edit(request: HttpRequest, attachment_id: str) -> HttpResponse:
    by = signed_in(request).as_actor()
    attachment = _found(attachment_id)
    return form_page(
        request,
        AttachmentForm(request.POST or None, initial={"title": attachment.title}),
        lambda **fields: actions.rename_attachment(attachment, by=by, **fields),
        title=_("Title of the file"),
        button=_("Save the title"),
        done=_("The title is saved."),
        trail=[_crumb(), Crumb(str(attachment), _address(attachment))],
        leads_to=_address,
    )


@require_safe
@requires("content.edit")
def attachment_page(request: HttpRequest, attachment_id: str) -> HttpResponse:
    attachment = _found(attachment_id)
    context = {
        "attachment": attachment,
        "uses": uses_of(attachment),
        "embed": f"[[file:{attachment.public_id}]]",
    }
    return render(request, "office/media/file.html", context)


@require_POST
@requires("content.edit")
def attachment_delete(request: HttpRequest, attachment_id: str) -> HttpResponse:
    try:
        actions.delete_attachment(_found(attachment_id), by=signed_in(request).as_actor())
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
        return redirect("office-attachment", attachment_id)
    messages.success(request, _("The file is deleted."))
    return redirect("office-attachments")


def _found(attachment_id: str) -> Attachment:
    return get_object_or_404(Attachment.objects.select_related("file"), public_id=attachment_id)


def _address(attachment: Attachment) -> str:
    return reverse("office-attachment", args=[attachment.public_id])


def _crumb() -> Crumb:
    return Crumb(_("Files"), reverse("office-attachments"))
