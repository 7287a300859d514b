"""The project's addresses, with the living page as in sample mode and pages only tests need."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from sapar.config import urls as project
from tests.ui.draft import draft, save_field
from tests.ui.waiting import waiting

handler404 = project.handler404
handler500 = project.handler500


def broken(request):
    raise RuntimeError("broken on purpose")


urlpatterns = [
    path("autosave/", save_field),
    *i18n_patterns(
        path("ui/", include("sapar.ui.urls")),
        path("broken/", broken),
        path("draft/", draft),
        path("waiting/", waiting),
    ),
    *project.urlpatterns,
]
