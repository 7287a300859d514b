"""Each school's own page."""

from django.urls import path

from sapar.portal.views import schools

urlpatterns = [
    path("schools/", schools.school_list, name="schools"),
    path("schools/<slug:code>/", schools.school_page, name="school"),
]
