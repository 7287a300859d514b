"""The portal's addresses and, beside them, a bare view behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from sapar.config import urls
from sapar.config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("bare")


urlpatterns = [path("bare/", bare), *urls.urlpatterns]
