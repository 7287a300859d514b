"""Base classes, translated text, public ids, the clock: small, and nobody's attic."""
