"""The Feishu HTTP API."""
