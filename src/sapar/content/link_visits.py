"""Looking whether an address answers: our own pages by asking our own application as a stranger
would, other sites over the network, and never anything inside of it.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

TIMEOUT_SECONDS = 6
USER_AGENT = "Mozilla/5.0 (compatible; Sapar link check)"
# These sites answer, only not to a program.
WARY = frozenset({401, 403, 407, 429, 999})
OWN_STEPS = 5
# Networks of IPv6, and the byte with which the address of IPv4 begins.
CARRYING_IPV4 = {
    ipaddress.ip_network("::/96"): 12,
    ipaddress.ip_network("64:ff9b::/96"): 12,
    ipaddress.ip_network("2002::/16"): 2,
}

Allows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Visit:
    """How an address answered."""

    is_fine: bool
    answer: str


class NotPublic(OSError):
    """The name leads into a network that is nobody's business."""


def is_public(address: str) -> bool:
    """An address of IPv6 that carries one of IPv4 is as public as that one."""
    number = ipaddress.ip_address(address)
    for network, start in CARRYING_IPV4.items():
        if number in network and number.is_global:
            return is_public(str(ipaddress.IPv4Address(number.packed[start : start + 4])))
    return number.is_global and not number.is_multicast


def visit(address: str, *, allows: Allows = is_public) -> Visit:
    """``allows`` says to which IP addresses a connection may be made."""
    return visit_own(address) if address.startswith("/") else visit_other(address, allows)


def visit_own(path: str) -> Visit:
    """Ask our own application, and follow where it leads within itself."""
    application = WSGIHandler()
    for _step in range(OWN_STEPS):
        status, location = _ask_ourselves(application, path)
        if status not in (301, 302, 307, 308) or not location.startswith("/"):
            return Visit(status < 400, str(status))
        path = location
    return Visit(False, "redirects without end")


def visit_other(url: str, allows: Allows) -> Visit:
    """HEAD, and GET where a server does not take HEAD for a question."""
    opener = _opener(allows)
    seen = _ask(opener, url, "HEAD")
    return seen if seen.is_fine else _ask(opener, url, "GET")


def _ask(opener: request.OpenerDirector, url: str, method: str) -> Visit:
    try:
        asked = request.Request(_ascii(url), method=method, headers={"User-Agent": USER_AGENT})  # noqa: S310
        with opener.open(asked, timeout=TIMEOUT_SECONDS) as response:
            return Visit(True, str(response.status))
    except HTTPError as error:
        error.close()
        return Visit(error.code in WARY, str(error.code))
    except URLError as error:
        return Visit(False, str(error.reason)[:200])
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Visit(False, f"{type(error).__name__}: {error}"[:200])


def _ascii(url: str) -> str:
    """The address as it goes over the wire: names in Punycode, other letters in percents."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    port = f":{parts.port}" if parts.port else ""
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    return parts._replace(netloc=host + port, path=path, query=query, fragment="").geturl()


def _opener(allows: Allows) -> request.OpenerDirector:
    """Only http and https; no proxy, no file."""
    opener = request.OpenerDirector()
    for handler in (
        _Plain(allows),
        _Secure(allows),
        request.HTTPRedirectHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


class _Plain(request.HTTPHandler):
    def __init__(self, allows: Allows) -> None:
        super().__init__()
        self._allows = allows

    def http_open(self, req: request.Request) -> Any:
        return self.do_open(_judged(http.client.HTTPConnection, self._allows), req)


class _Secure(request.HTTPSHandler):
    def __init__(self, allows: Allows) -> None:
        super().__init__()
        self._allows = allows

    def https_open(self, req: request.Request) -> Any:
        return self.do_open(_judged(http.client.HTTPSConnection, self._allows), req)


def _judged(kind: Callable[..., http.client.HTTPConnection], allows: Allows) -> Any:
    """Connections of that kind, judged by the address they really go to: a name may lead anywhere,
    and so may a redirect.
    """

    def connect(address: tuple[str, int], *arguments: Any, **options: Any) -> socket.socket:
        host, port = address
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not numbers or not all(allows(number) for number in numbers):
            raise NotPublic(f"{host} is not a public address")
        return socket.create_connection((numbers[0], port), *arguments, **options)

    def make(*arguments: Any, **options: Any) -> http.client.HTTPConnection:
        connection = kind(*arguments, **options)
        connection._create_connection = connect  # type: ignore[attr-defined]
        return connection

    return make


def _ask_ourselves(application: WSGIHandler, path: str) -> tuple[int, str]:
    parts = urlsplit(path)
    site = urlsplit(settings.PUBLIC_ADDRESS)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
        "QUERY_STRING": parts.query,
        "HTTP_HOST": site.netloc,
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
    }
    setup_testing_defaults(environ)
    seen: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], *_rest: Any) -> Callable[..., object]:
        seen.update(status=int(status[:3]), location=dict(headers).get("Location", ""))
        return lambda _part: None

    response = application(environ, start)
    response.close()
    return seen["status"], seen["location"]
