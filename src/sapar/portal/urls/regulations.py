"""The acts that mobility stands on."""

from django.urls import path

from sapar.portal.views.regulations import regulation_file, regulation_list, regulation_page

urlpatterns = [
    path("regulations/", regulation_list, name="regulations"),
    path("regulations/<publicid:regulation_id>/", regulation_page, name="regulation"),
    path(
        "regulations/<publicid:regulation_id>/<publicid:version_id>/",
        regulation_file,
        name="regulation-file",
    ),
]
