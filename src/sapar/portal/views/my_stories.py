"""Telling a story: the own stays, the writing form with autosave, photos, a look before sending."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.content.models import Picture
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.formatting import format_time
from sapar.core.wording import words
from sapar.nominations.stays import verified_stays_of
from sapar.portal.views.story_forms import PhotoForm, StoryForm
from sapar.stories.actions import stories as deeds
from sapar.stories.lifecycle import STORY_LIFECYCLE
from sapar.stories.models import Story
from sapar.stories.queries import with_stays
from sapar.stories.telling import person_of_story, ratings_in, tell_working_copy

DEEDS: dict[str, tuple[Callable[..., Story], Any]] = {
    "submit": (deeds.submit_story, _("Your story is with the moderators. A mail says what comes.")),
    "recall": (deeds.recall_story, _("Your story is with you again; you can write on.")),
    "take-out": (deeds.take_out_story, _("Readers no longer see your story. You keep the text.")),
    "resume": (deeds.resume_story, _("Here is your text again.")),
}


@require_safe
@never_cache
@requires("stories.tell")
def my_stories(request: HttpRequest) -> HttpResponse:
    """Every verified stay, with its story or the button that begins one."""
    user = signed_in(request)
    stories = {one.nomination_id: one for one in Story.objects.filter(author=user)}
    stays = [(stay, stories.get(stay.pk)) for stay in verified_stays_of(user)]
    return render(request, "portal/stories/mine.html", {"stays": stays})


@require_POST
@requires("stories.tell")
def begin(request: HttpRequest, stay_id: str) -> HttpResponse:
    user = signed_in(request)
    stay = get_object_or_404(verified_stays_of(user), public_id=stay_id)
    return redirect("story-write", deeds.begin_story(stay, by=user).public_id)


@never_cache
@requires("stories.tell")
def write(request: HttpRequest, story_id: str) -> HttpResponse:
    story = own_story(request, story_id)
    if not STORY_LIFECYCLE.allows(story.state, "save"):
        return redirect("story-preview", story_id)
    person = person_of_story(story)
    if request.method != "POST":
        return _page(request, story, StoryForm.filled_from(story, person))
    form = StoryForm(request.POST, person=person)
    if not form.is_valid():
        return _page(request, story, form, status=422)
    version = form.cleaned_data["version"]
    try:
        deeds.save_story(story, by=signed_in(request), expected_version=version, **form.given())
    except Refusal as refusal:
        field = str(refusal.values.get("field", "")) or None
        form.add_error(field, words(refusal.code, refusal.values))
        return _page(request, story, form, status=409 if isinstance(refusal, Conflict) else 422)
    messages.success(request, _("Your story is saved. Nobody else sees it yet."))
    return redirect("story-preview" if "preview" in request.POST else "story-write", story_id)


@require_POST
@requires("stories.tell")
def autosave(request: HttpRequest, story_id: str) -> JsonResponse:
    """One field as it is left."""
    story, field = own_story(request, story_id), request.POST.get("field", "")
    form = StoryForm(request.POST, person=person_of_story(story))
    if field not in form.fields or field == "version":
        return JsonResponse({"message": words("story-value-unfit")}, status=400)
    form.full_clean()
    if form.errors.get(field):
        return JsonResponse({"message": " ".join(map(str, form.errors[field]))}, status=422)
    version = form.cleaned_data.get("version")
    try:
        story = deeds.save_story(
            story, by=signed_in(request), expected_version=version, **form.given(field)
        )
    except Refusal as refusal:
        status = 409 if isinstance(refusal, Conflict) else 422
        return JsonResponse({"message": words(refusal.code, refusal.values)}, status=status)
    return JsonResponse({"saved_at": format_time(clock.now()), "version": str(story.version)})


@require_safe
@never_cache
@requires("stories.tell")
def preview(request: HttpRequest, story_id: str) -> HttpResponse:
    """The working copy as readers would see it, with what can be done with it."""
    story = own_story(request, story_id)
    told = tell_working_copy(story)
    context = {
        "story": story,
        "told": told,
        "ratings": ratings_in(told),
        "deeds": {row.deed.replace("-", "_") for row in STORY_LIFECYCLE.rows_from(story.state)},
    }
    return render(request, "portal/stories/preview.html", context)


@require_POST
@requires("stories.tell")
def do(request: HttpRequest, story_id: str, deed: str) -> HttpResponse:
    story = own_story(request, story_id)
    if deed not in DEEDS:
        raise Http404
    act, done = DEEDS[deed]
    try:
        act(story, by=signed_in(request))
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
        return redirect("story-write", story_id)
    messages.success(request, done)
    if deed in ("recall", "resume"):
        return redirect("story-write", story_id)
    return redirect("my-stories")


@never_cache
@requires("stories.tell")
def photos(request: HttpRequest, story_id: str) -> HttpResponse:
    story = own_story(request, story_id)
    if not STORY_LIFECYCLE.allows(story.state, "save"):
        return redirect("story-preview", story_id)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            deeds.add_photo(story, given["photo"], given["alt"], by=signed_in(request))
        except Refusal as refusal:
            form.add_error(None, words(refusal.code, refusal.values))
        else:
            messages.success(request, _("The photo is added. A moderator sees it first."))
            return redirect("story-photos", story_id)
    status = 422 if form.errors else 200
    context = {
        "story": story,
        "form": form,
        "photos": tell_working_copy(story).photos,
        "limit": deeds.MOST_PHOTOS,
    }
    return render(request, "portal/stories/photos.html", context, status=status)


@require_POST
@requires("stories.tell")
def remove_photo(request: HttpRequest, story_id: str, picture_id: str) -> HttpResponse:
    story = own_story(request, story_id)
    shown = Picture.objects.filter(pk__in=story.photos.values("picture"))
    picture = get_object_or_404(shown, public_id=picture_id)
    try:
        deeds.remove_photo(story, picture, by=signed_in(request))
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
    else:
        messages.success(request, _("The photo is removed."))
    return redirect("story-photos", story_id)


def own_story(request: HttpRequest, story_id: str) -> Story:
    """The reader's own story of this number; anybody else's does not exist."""
    mine = with_stays(Story.objects.filter(author=signed_in(request)))
    story: Story = get_object_or_404(mine, public_id=story_id)
    return story


def _page(request: HttpRequest, story: Story, form: StoryForm, status: int = 200) -> HttpResponse:
    context = {
        "story": story,
        "form": form,
        "host": story.nomination.letter.host,
        "period": story.nomination.letter.call.period,
        "photo_count": story.photos.count(),
    }
    return render(request, "portal/stories/write.html", context, status=status)
