"""What search engines and messengers ask for: it stands outside of the languages."""

from django.urls import path

from sapar.portal.views.cards import card, portal_card
from sapar.portal.views.crawling import robots, sitemap

urlpatterns = [
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("media/cards/<slug:language>.png", portal_card, name="portal-card"),
    path("media/cards/<slug:kind>/<publicid:record_id>/<slug:language>.png", card, name="card"),
]
