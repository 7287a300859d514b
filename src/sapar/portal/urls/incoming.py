"""For those who come to us."""

from django.urls import path

from sapar.portal.views import incoming

urlpatterns = [
    path("come-to-us/", incoming.incoming, name="incoming"),
    path("come-to-us/courses/", incoming.courses, name="courses"),
]
