"""Letters to hosts and their answers."""

from django.urls import path

from sapar.office.views import nominations

urlpatterns = [
    path(
        "calls/<publicid:call_id>/nominations/",
        nominations.call_nominations,
        name="office-nominations",
    ),
    path("calls/<publicid:call_id>/nominate/", nominations.nominate_all, name="office-nominate"),
    # Before the file of a letter, whose language would take ``link`` for one.
    path("letters/<publicid:letter_id>/link/", nominations.renew_link, name="office-letter-link"),
    path(
        "letters/<publicid:letter_id>/<str:language>/",
        nominations.letter_file,
        name="office-letter-file",
    ),
    path(
        "nominations/<publicid:nomination_id>/resend/",
        nominations.resend,
        name="office-nomination-resend",
    ),
]
