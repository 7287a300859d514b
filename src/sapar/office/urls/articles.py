"""Writing and publishing articles."""

from django.urls import path

from sapar.office.views import (
    article_editor,
    article_history,
    article_import,
    article_inserts,
    article_preview,
    article_releases,
    articles,
)

urlpatterns = [
    path("articles/", articles.article_list, name="office-articles"),
    path("articles/new/", articles.article_new, name="office-article-new"),
    path("articles/draw/", article_preview.draw_text, name="office-text-draw"),
    path("articles/paste/", article_import.paste, name="office-text-paste"),
    path("articles/<publicid:article_id>/", article_editor.editor, name="office-article"),
    path("articles/<publicid:article_id>/save/", article_editor.save, name="office-article-save"),
    path(
        "articles/<publicid:article_id>/settings/",
        articles.article_settings,
        name="office-article-settings",
    ),
    path(
        "articles/<publicid:article_id>/insert/<slug:kind>/",
        article_inserts.inserts,
        name="office-article-inserts",
    ),
    path(
        "articles/<publicid:article_id>/preview/",
        article_preview.preview,
        name="office-article-preview",
    ),
    path(
        "articles/<publicid:article_id>/import/",
        article_import.import_file,
        name="office-article-import",
    ),
    path(
        "articles/<publicid:article_id>/release/",
        article_releases.release,
        name="office-article-release",
    ),
    path(
        "articles/<publicid:article_id>/release/<slug:deed>/",
        article_releases.do,
        name="office-article-deed",
    ),
    path(
        "articles/<publicid:article_id>/history/",
        article_history.history,
        name="office-article-history",
    ),
    path(
        "articles/revisions/<publicid:revision_id>/restore/",
        article_history.restore,
        name="office-revision-restore",
    ),
]
