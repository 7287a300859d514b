"""Pictures and files of published pages: they have no language and stand outside of it."""

from django.urls import path

from sapar.portal.views.media import attachment, picture

urlpatterns = [
    path(
        "media/pictures/<publicid:picture_id>/<slug:crop>-<int:width>.webp", picture, name="picture"
    ),
    path("media/files/<publicid:attachment_id>/<str:name>", attachment, name="attachment"),
]
