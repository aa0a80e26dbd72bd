"""The HTTP API; the only user of httpx."""
