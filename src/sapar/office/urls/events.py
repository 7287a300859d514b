"""Information events and who attends."""

from django.urls import path

from sapar.office.views import events

urlpatterns = [
    path("events/", events.event_list, name="office-events"),
    path("events/new/", events.event_new, name="office-event-new"),
    path("events/<publicid:event_id>/", events.event_record, name="office-event"),
    path("events/<publicid:event_id>/change/", events.event_edit, name="office-event-edit"),
    path(
        "events/<publicid:event_id>/attendees.csv",
        events.event_attendees,
        name="office-event-attendees",
    ),
    path("events/<publicid:event_id>/<slug:deed>/", events.event_deed, name="office-event-deed"),
]
