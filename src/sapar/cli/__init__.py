"""The `sapar` command: `sapar run`, `sapar worker`, `sapar replay` and what else `sapar help`
lists.
"""
