"""Search over everything public."""

from django.urls import path

from sapar.portal.views.searching import search_page

urlpatterns = [path("search/", search_page, name="search")]
