"""What the doctor printed as JSON, held to its shape."""

from __future__ import annotations

from typing import Any

from tests.commands.ran import Ran


def checks(ran: Ran) -> dict[str, dict[str, Any]]:
    """The checks by name; the last of those of the same name."""
    document = ran.document
    assert list(document) == ["checks", "summary"]
    for check in document["checks"]:
        assert list(check) == ["name", "state", "message", "remedy"]
        assert check["state"] in ("ok", "warning", "fault")
        assert check["state"] == "ok" or check["remedy"], check
    states = [check["state"] for check in document["checks"]]
    assert document["summary"] == {
        "ok": states.count("ok"), "warnings": states.count("warning"), "faults": states.count("fault"),
    }  # fmt: skip
    assert ran.status == (1 if "fault" in states else 0)
    return {check["name"]: check for check in document["checks"]}
