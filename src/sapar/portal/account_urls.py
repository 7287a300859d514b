"""Sign-in and what belongs to it: allauth's views, only those that are used."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("register/", views.signup, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("confirm/", views.email_verification_sent, name="account_email_verification_sent"),
    path("confirm/<str:key>/", views.confirm_email, name="account_confirm_email"),
    path("password/", views.password_reset, name="account_reset_password"),
    path("password/sent/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "password/<str:uidb36>-<path:key>/",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/changed/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
