"""Chinese for colours and the terminal."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "Mouse": "鼠标",
    "Leave the mouse to the terminal, to select text, or take it back": "把鼠标交给终端以便选择文字，或收回",
    "The mouse works here again; the terminal selects text with Shift held.": (
        "鼠标已收回；按住 Shift 可由终端选择文字。"
    ),
    "The mouse is the terminal's: select text as anywhere else. The same key takes it back.": (
        "鼠标已交给终端，可照常选择文字。再按一次收回。"
    ),
}
