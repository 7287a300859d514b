"""Menus, announcements, redirects, broken links."""

from django.urls import path

from sapar.office.views import announcements, menus, redirects

urlpatterns = [
    path("furniture/", menus.menu_page, name="office-furniture"),
    path("furniture/menus/new/", menus.menu_entry_new, name="office-menu-entry-new"),
    path(
        "furniture/menus/<publicid:entry_id>/",
        menus.menu_entry_edit,
        name="office-menu-entry-edit",
    ),
    path(
        "furniture/menus/<publicid:entry_id>/move/",
        menus.menu_entry_move,
        name="office-menu-entry-move",
    ),
    path(
        "furniture/menus/<publicid:entry_id>/delete/",
        menus.menu_entry_delete,
        name="office-menu-entry-delete",
    ),
    path("furniture/announcements/", announcements.announcement_list, name="office-announcements"),
    path(
        "furniture/announcements/new/",
        announcements.announcement_new,
        name="office-announcement-new",
    ),
    path(
        "furniture/announcements/<publicid:announcement_id>/",
        announcements.announcement_edit,
        name="office-announcement-edit",
    ),
    path(
        "furniture/announcements/<publicid:announcement_id>/delete/",
        announcements.announcement_delete,
        name="office-announcement-delete",
    ),
    path("furniture/redirects/", redirects.redirect_list, name="office-redirects"),
    path("furniture/redirects/new/", redirects.redirect_new, name="office-redirect-new"),
    path(
        "furniture/redirects/<publicid:redirect_id>/",
        redirects.redirect_edit,
        name="office-redirect-edit",
    ),
    path(
        "furniture/redirects/<publicid:redirect_id>/delete/",
        redirects.redirect_delete,
        name="office-redirect-delete",
    ),
    path("furniture/links/", redirects.broken_links, name="office-broken-links"),
    path("furniture/links/again/", redirects.link_recheck, name="office-link-recheck"),
]
