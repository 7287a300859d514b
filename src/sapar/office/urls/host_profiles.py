"""What participants want to know about a host."""

from django.urls import path

from sapar.office.views import host_profiles

urlpatterns = [
    path(
        "partners/<publicid:partner_id>/profile/",
        host_profiles.host_profile,
        name="office-host-profile",
    ),
    path(
        "partners/<publicid:partner_id>/profile/change/",
        host_profiles.host_profile_edit,
        name="office-host-profile-edit",
    ),
    path(
        "partners/<publicid:partner_id>/profile/pictures/new/",
        host_profiles.host_picture_new,
        name="office-host-picture-new",
    ),
    path(
        "partners/<publicid:partner_id>/profile/pictures/<publicid:picture_id>/remove/",
        host_profiles.host_picture_remove,
        name="office-host-picture-remove",
    ),
]
