"""Helpful information, news and pages."""

from django.urls import path

from sapar.portal.views import articles

urlpatterns = [
    path("articles/", articles.article_list, name="articles"),
    path("news/", articles.news, name="news"),
    path("articles/<slug:slug>/", articles.article_page, name="article"),
    path("pages/<slug:slug>/", articles.page, name="page"),
]
