"""What a portal begins with: pages, regulations, frequent questions, menus; facts with a source."""
