"""The living page: in development and in sample mode only."""

from django.urls import path

from sapar.ui.views import living_page

urlpatterns = [path("", living_page, name="living-page")]
