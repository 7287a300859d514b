"""Facts from the registrar, superseded and never overwritten."""
