"""Base templates, components, icons, styles, the living page."""
