"""Every address there is: the project's, with the living page, which only sample mode has."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from sapar.config import urls as project

handler400 = project.handler400
handler403 = project.handler403
handler404 = project.handler404
handler500 = project.handler500

urlpatterns = [
    *project.urlpatterns,
    *i18n_patterns(path("ui/", include("sapar.ui.urls"))),
]
