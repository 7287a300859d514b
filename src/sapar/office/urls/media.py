"""Pictures and files for the portal."""

from django.urls import path

from sapar.office.views import attachments, pictures

urlpatterns = [
    path("pictures/", pictures.picture_list, name="office-pictures"),
    path("pictures/new/", pictures.picture_new, name="office-picture-new"),
    path("pictures/<publicid:picture_id>/", pictures.picture_page, name="office-picture"),
    path("pictures/<publicid:picture_id>/edit/", pictures.picture_edit, name="office-picture-edit"),
    path(
        "pictures/<publicid:picture_id>/focus/",
        pictures.picture_focus,
        name="office-picture-focus",
    ),
    path(
        "pictures/<publicid:picture_id>/delete/",
        pictures.picture_delete,
        name="office-picture-delete",
    ),
    path("files/", attachments.attachment_list, name="office-attachments"),
    path("files/new/", attachments.attachment_new, name="office-attachment-new"),
    path("files/<publicid:attachment_id>/", attachments.attachment_page, name="office-attachment"),
    path(
        "files/<publicid:attachment_id>/edit/",
        attachments.attachment_edit,
        name="office-attachment-edit",
    ),
    path(
        "files/<publicid:attachment_id>/delete/",
        attachments.attachment_delete,
        name="office-attachment-delete",
    ),
]
