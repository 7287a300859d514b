"""What waits for whom, over all records."""
