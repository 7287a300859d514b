"""Applications to release, verify, return or refuse."""

from django.urls import URLPattern, path

from sapar.office.views import applications

OWN = "applications/<publicid:application_id>/"

urlpatterns: list[URLPattern] = [
    path("applications/", applications.application_list, name="office-applications"),
    path(OWN, applications.application_record, name="office-application"),
    path(
        f"{OWN}versions/<int:number>/<slug:code>/",
        applications.submitted_document,
        name="office-application-document",
    ),
    *(
        path(
            f"{OWN}{deed}/",
            applications.decide,
            {"deed": deed},
            name=f"office-application-{deed}",
        )
        for deed in applications.DEEDS
    ),
]
