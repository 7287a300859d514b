"""Tell me when it opens."""

from django.urls import path

from sapar.portal.views import subscriptions

urlpatterns = [
    path("calls/subscribe/", subscriptions.subscribe, name="subscribe"),
    path("calls/subscribed/", subscriptions.subscribed, name="subscribed"),
    path("calls/subscription/<str:token>/", subscriptions.subscription_page, name="subscription"),
]
