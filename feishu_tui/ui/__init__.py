"""The terminal screen; the only user of Textual."""
