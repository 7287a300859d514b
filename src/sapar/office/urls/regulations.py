"""Keeping the acts that mobility stands on."""

from django.urls import path

from sapar.office.views import regulations

urlpatterns = [
    path("regulations/", regulations.regulation_list, name="office-regulations"),
    path("regulations/new/", regulations.regulation_new, name="office-regulation-new"),
    path(
        "regulations/<publicid:regulation_id>/",
        regulations.regulation_record,
        name="office-regulation",
    ),
    path(
        "regulations/<publicid:regulation_id>/change/",
        regulations.regulation_edit,
        name="office-regulation-edit",
    ),
    path(
        "regulations/<publicid:regulation_id>/check/",
        regulations.regulation_check,
        name="office-regulation-check",
    ),
    path(
        "regulations/<publicid:regulation_id>/texts/new/",
        regulations.version_new,
        name="office-regulation-version-new",
    ),
    path(
        "regulations/<publicid:regulation_id>/texts/<publicid:version_id>/remove/",
        regulations.version_remove,
        name="office-regulation-version-remove",
    ),
]
