"""Feeds and calendars to subscribe to."""

from django.urls import path

from sapar.portal.views import feeds

urlpatterns = [
    path("feeds/", feeds.overview, name="feeds"),
    path("feeds/news.atom", feeds.news_feed, name="news-feed"),
    path("feeds/calls.atom", feeds.calls_feed, name="calls-feed"),
    path("calls/calendar.ics", feeds.calls_calendar, name="calls-ics"),
]
