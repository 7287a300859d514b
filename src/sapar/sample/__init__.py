"""The sample university: Karaganda Medical University with invented people and records."""
