"""A terminal browser for Feishu and Lark calendars."""

__version__ = "0.1.0"
