"""Comments and what their authors and readers may do with them."""

from django.urls import path

from sapar.portal.views import comments

urlpatterns = [
    path("comments/<publicid:comment_id>/answer/", comments.answer, name="comment-answer"),
    path("comments/<publicid:comment_id>/edit/", comments.edit, name="comment-edit"),
    path("comments/<publicid:comment_id>/delete/", comments.delete, name="comment-delete"),
    path("comments/<publicid:comment_id>/report/", comments.report, name="comment-report"),
    path("comments/<slug:kind>/<publicid:subject_id>/", comments.write, name="comment-write"),
    path("my/comments/", comments.my_comments, name="my-comments"),
    path("my/comments/delete/", comments.delete_all, name="my-comments-delete"),
]
