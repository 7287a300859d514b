"""The `sapar` command."""
