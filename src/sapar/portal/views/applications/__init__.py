"""An applicant's own applications: the list, the task list, a page a task, and sending."""
