"""Information events and their registration."""

from django.urls import path

from sapar.portal.views import attendances, events

urlpatterns = [
    path("events/", events.event_list, name="events"),
    path("events/calendar.ics", events.events_ics, name="events-ics"),
    path("events/<publicid:event_id>/", events.event_page, name="event"),
    path("events/<publicid:event_id>/calendar.ics", events.event_ics, name="event-ics"),
    path("events/<publicid:event_id>/register/", attendances.event_register, name="event-register"),
    path(
        "events/<publicid:event_id>/registered/",
        attendances.event_registered,
        name="event-registered",
    ),
    path("events/attendance/<str:token>/", attendances.attendance_page, name="attendance"),
]
