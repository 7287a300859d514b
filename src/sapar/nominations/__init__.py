"""Letters to hosts and their answers."""
