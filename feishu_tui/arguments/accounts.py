"""The commands about who is signed in."""

from __future__ import annotations

from feishu_tui.arguments.command import AddCommand, add_json


def add_login(add: AddCommand) -> None:
    """Add ``login``."""
    text = """\
Signs in without a browser on this machine: shows an address, a code and a QR code, and waits until you have
agreed on any other device. It asks to read calendars and to stay signed in, and for nothing more.

The app's id and secret come from FEISHU_TUI_APP_ID and FEISHU_TUI_APP_SECRET, from the configuration, or are
asked for. The login is kept in a file that you alone can read, one for each profile and server."""
    examples = """\
  feishu-tui login
  feishu-tui --profile work login
  feishu-tui login --no-wait | jq -r .verification_uri_complete && feishu-tui login --resume"""
    login = add("login", "sign in with a code, on any device", text, examples)
    step = login.add_mutually_exclusive_group()
    step.add_argument("--no-wait", action="store_true", help="print the address and the code as JSON, and end")
    step.add_argument("--resume", action="store_true", help="wait for the login that --no-wait began")


def add_logout(add: AddCommand) -> None:
    """Add ``logout``."""
    text = "Forgets the login of the profile, and says what was removed. What was read with it stays, but for --purge."
    logout = add("logout", "sign out", text, "  feishu-tui logout --purge")
    logout.add_argument(
        "--purge", action="store_true", help="also remove the profile's caches, locks and crash reports"
    )


def add_status(add: AddCommand) -> None:
    """Add ``status``."""
    text = """\
Says who is signed in, in which tenant, for what and until when; asks the server whether it still holds. Exit
status 3 where nobody is signed in."""
    examples = """\
  feishu-tui status
  feishu-tui status --json | jq -r .refresh_expires_at"""
    add_json(add("status", "who am I, and until when", text, examples))
