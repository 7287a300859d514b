"""Settings, addresses and what the web server serves."""
