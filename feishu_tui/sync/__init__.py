"""Where the HTTP API and the cache meet."""
