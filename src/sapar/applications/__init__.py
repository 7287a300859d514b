"""Applications, wishes, documents, submissions, verdicts."""
