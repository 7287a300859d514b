"""Scores, ranking, placement, offers."""

from django.urls import path

from sapar.office.views.selection import (
    appeals,
    offers,
    overrides,
    placement,
    ranking,
    scenarios,
    scores,
    stored_runs,
    withdrawals,
)

CALL = "calls/<publicid:call_id>/"
APPLICATION = "scores/<publicid:application_id>/"

urlpatterns = [
    path(f"{CALL}scores/", scores.score_list, name="office-scores"),
    path(APPLICATION, scores.score_page, name="office-score"),
    path(f"{APPLICATION}save/", scores.score_autosave, name="office-score-save"),
    path(f"{APPLICATION}judgement/", scores.judge, name="office-judgement"),
    path(
        f"{APPLICATION}documents/<slug:code>/", scores.score_document, name="office-score-document"
    ),
    path(f"{CALL}ranking/", ranking.ranking, name="office-ranking"),
    path(f"{CALL}placement/", placement.placement, name="office-placement"),
    path(f"{CALL}placement/preview/", placement.preview, name="office-placement-preview"),
    path("runs/<publicid:run_id>/publish/", placement.publish, name="office-run-publish"),
    path("runs/<publicid:run_id>/again/", stored_runs.replayed, name="office-run-replay"),
    path("runs/<publicid:run_id>/folder/", stored_runs.folder, name="office-run-folder"),
    path(f"{CALL}decisions/", overrides.override_list, name="office-overrides"),
    path("decisions/<publicid:override_id>/lift/", overrides.lift, name="office-override-lift"),
    path(f"{CALL}offers/", offers.offer_list, name="office-offers"),
    path("offers/<publicid:offer_id>/withdraw/", offers.withdraw, name="office-offer-withdraw"),
    path(f"{CALL}offers/free/", withdrawals.freed_seats, name="office-freed-seats"),
    path(f"{CALL}offers/free/fill/", withdrawals.fill_seats, name="office-fill-seats"),
    path("appeals/<publicid:appeal_id>/", appeals.appeal_page, name="office-appeal"),
    path(f"{CALL}what-if/", scenarios.what_if, name="office-what-if"),
    path(f"{CALL}what-if/seats/", scenarios.adopt_seats, name="office-adopt-seats"),
]
