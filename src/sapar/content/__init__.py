"""What the university tells: articles, regulations, announcements, menus, events, questions."""
