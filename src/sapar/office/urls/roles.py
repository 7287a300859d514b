"""Roles over units; the administrator's only page."""

from django.urls import path

from sapar.office.views.roles import end, grant, roles

urlpatterns = [
    path("roles/", roles, name="office-roles"),
    path("roles/grant/<publicid:person_id>/", grant, name="office-role-grant"),
    path("roles/<publicid:role_id>/end/", end, name="office-role-end"),
]
