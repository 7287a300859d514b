"""What is true of the seats given, and what everybody is told."""
