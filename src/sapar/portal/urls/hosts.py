"""Pages behind a signed link, for coordinators of hosts."""

from django.urls import path

from sapar.portal.views import hosts

urlpatterns = [
    path("host/<str:token>/", hosts.host_page, name="host-page"),
    path("host/<str:token>/code/", hosts.send_host_code, name="host-code"),
    path("host/<str:token>/confirm/", hosts.confirm_host_code, name="host-confirm"),
    path("host/<str:token>/letter/<str:language>/", hosts.host_letter, name="host-letter"),
    path(
        "host/<str:token>/nominations/<publicid:nomination_id>/",
        hosts.answer_nomination,
        name="host-answer",
    ),
]
