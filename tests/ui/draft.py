"""A form that saves itself, and the address it saves to, for the tests in a browser."""

from django import forms
from django.http import HttpResponse, JsonResponse
from django.template import engines


class Draft(forms.Form):
    motivation = forms.CharField(label="Motivation", widget=forms.Textarea)
    wishes = forms.CharField(required=False)


DRAFT_PAGE = """
{% extends "ui/base.html" %}{% load ui %}
{% block title %}Draft{% endblock %}
{% block content %}
  <h1>Draft</h1>
  <form method="post" {% autosave "/autosave/" %}>
    {% csrf_token %}
    <input type="hidden" name="version" value="1">
    {{ form.motivation.as_field_group }}
    <ol class="wishes" data-wishes>
      {% for host in "ABC" %}
        <li><input type="hidden" name="wishes" value="{{ host }}"><span>{{ host }}</span>
          <button name="up" value="{{ host }}" data-move="up">Up {{ host }}</button></li>
      {% endfor %}
    </ol>
    <p class="autosave" data-autosave-status role="status"></p>
  </form>
{% endblock %}
{% block scripts %}{% include "ui/frame/form_scripts.html" %}{% endblock %}
"""
saved: list[tuple[str, list[str], str]] = []


def draft(request):
    page = engines["django"].from_string(DRAFT_PAGE)
    return HttpResponse(page.render({"form": Draft()}, request))


def save_field(request):
    field = request.POST["field"]
    if "refuse" in request.POST[field]:
        return JsonResponse({"message": "Somebody else was first."}, status=409)
    saved.append((field, request.POST.getlist(field), request.POST["version"]))
    return JsonResponse({"saved_at": "14:32", "version": len(saved) + 1})
