"""The worker and the schedule: whatever happens later is a row."""
