"""Outbox of mail: queued with the deed, rendered and sent afterwards."""
