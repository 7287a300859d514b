"""Results and offers, as the applicant and, by number only, as everybody sees them."""

from django.urls import path

from sapar.portal.views import appeals, offers

urlpatterns = [
    path("calls/<publicid:call_id>/result/", offers.call_result, name="call-result"),
    path(
        "applications/<publicid:application_id>/result/",
        offers.application_result,
        name="application-result",
    ),
    path(
        "applications/<publicid:application_id>/appeal/",
        appeals.appeal,
        name="application-appeal",
    ),
    path("offers/<publicid:offer_id>/", offers.offer_page, name="offer"),
    path("offers/<publicid:offer_id>/accept/", offers.accept, name="offer-accept"),
    path("offers/<publicid:offer_id>/decline/", offers.decline, name="offer-decline"),
]
