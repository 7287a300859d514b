"""Stories of those who returned."""

from django.urls import path

from sapar.portal.views import my_stories, stories

urlpatterns = [
    path("stories/", stories.story_list, name="stories"),
    path("stories/how-stays-are-rated/", stories.rubric, name="story-rubric"),
    path("stories/<publicid:story_id>/", stories.story, name="story"),
    path("my/stories/", my_stories.my_stories, name="my-stories"),
    path("my/stories/begin/<publicid:stay_id>/", my_stories.begin, name="story-begin"),
    path("my/stories/<publicid:story_id>/", my_stories.write, name="story-write"),
    path("my/stories/<publicid:story_id>/save/", my_stories.autosave, name="story-save"),
    path("my/stories/<publicid:story_id>/preview/", my_stories.preview, name="story-preview"),
    path("my/stories/<publicid:story_id>/photos/", my_stories.photos, name="story-photos"),
    path(
        "my/stories/<publicid:story_id>/photos/<publicid:picture_id>/remove/",
        my_stories.remove_photo,
        name="story-photo-remove",
    ),
    path("my/stories/<publicid:story_id>/<slug:deed>/", my_stories.do, name="story-deed"),
]
