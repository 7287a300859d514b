"""What only a sample university shows: its sign-ins, its mails and its clock."""

from django.urls import path

from sapar.portal.views.samples import clock_page, mail_page, mails, sign_in_as, sign_ins

urlpatterns = [
    path("sample/", sign_ins, name="sample"),
    path("sample/<publicid:user_id>/sign-in/", sign_in_as, name="sample-sign-in"),
    path("sample/mails/", mails, name="sample-mails"),
    path("sample/mails/<publicid:message_id>/", mail_page, name="sample-mail"),
    path("sample/clock/", clock_page, name="sample-clock"),
]
