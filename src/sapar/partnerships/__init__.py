"""Agreements with partners, their conditions and yearly quotas."""
