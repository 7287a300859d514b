"""What stories need from the first day on, for every university."""
