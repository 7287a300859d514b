"""A form whose answer a test holds back, for the tests in a browser."""

from django.http import HttpRequest, HttpResponse
from django.template import engines

PAGE = """
{% extends "ui/base.html" %}{% load ui %}
{% block title %}Waiting{% endblock %}
{% block content %}
  <h1>Waiting</h1>
  <p>Asked for: {{ asked|default:"nothing" }}</p>
  <form method="get">
    {% busy %}
    <button name="do" value="compare">Compare</button>
    <button name="do" value="decide">Decide</button>
  </form>
{% endblock %}
"""


def waiting(request: HttpRequest) -> HttpResponse:
    page = engines["django"].from_string(PAGE)
    return HttpResponse(page.render({"asked": request.GET.get("do")}, request))
