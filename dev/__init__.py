"""Programs for developing Sapar: `make` calls them, the running system never does."""
