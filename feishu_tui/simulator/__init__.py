"""A pretend Feishu, as strict as the documentation; it imports nothing else of this program."""
