"""Holding an application still while a deed is done."""

from sapar.applications.models import Application
from sapar.calls.models import Call


def locked(application: Application) -> Application:
    """The application as it is now, locked until the transaction ends."""
    return Application.objects.select_for_update().get(pk=application.pk)


def locked_with_call(application: Application) -> Application:
    """As `locked`, the call first: for deeds that a change of the call must not overtake."""
    Call.objects.select_for_update().get(pk=application.call_id)
    return locked(application)
