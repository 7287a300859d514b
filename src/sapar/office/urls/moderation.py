"""Reading comments and stories before or after readers do."""

from django.urls import path

from sapar.office.views import moderated, moderation

urlpatterns = [
    path("moderation/", moderation.queue, name="office-moderation"),
    path("moderation/publish/", moderation.publish_many, name="office-moderation-publish"),
    path("moderation/policy/", moderation.policy, name="office-moderation-policy"),
    path(
        "moderation/comments/<publicid:comment_id>/",
        moderated.comment_record,
        name="office-comment",
    ),
    path(
        "moderation/comments/<publicid:comment_id>/<slug:deed>/",
        moderated.comment_deed,
        name="office-comment-deed",
    ),
    path("moderation/stories/<publicid:story_id>/", moderated.story_record, name="office-story"),
    path(
        "moderation/stories/<publicid:story_id>/<slug:deed>/",
        moderated.story_deed,
        name="office-story-deed",
    ),
]
