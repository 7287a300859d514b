"""What no page has to think of again."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase]


def refuse_nul(respond: Respond) -> Respond:
    """A NUL in an address is nobody's typing, and PostgreSQL cannot even look it up."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        address = request.META.get("QUERY_STRING", "") + request.path
        if "\0" in address or "%00" in address:
            raise BadRequest("NUL in the address")
        return respond(request)

    return middleware
