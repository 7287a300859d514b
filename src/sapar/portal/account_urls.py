"""Sign-in and what belongs to it: the sign-in library's views, only those that are used."""

from allauth.account import views
from django.urls import path

from sapar.portal.views.account import confirm_address, record, set_password
from sapar.portal.views.closing import account_closed, close

urlpatterns = [
    path("", record, name="account-record"),
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("register/", views.signup, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("confirm/", views.email_verification_sent, name="account_email_verification_sent"),
    path("confirm/<str:token>/", confirm_address, name="account_confirm_email"),
    path("close/", close, name="account-close"),
    path("closed/", account_closed, name="account-closed"),
    path("password/", views.password_reset, name="account_reset_password"),
    path("password/sent/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "password/changed/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("password/<str:uidb36>/<str:key>/", set_password, name="account_reset_password_from_key"),
]
