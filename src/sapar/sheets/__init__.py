"""Spreadsheets in: file, columns, preview, problems, confirmation."""
