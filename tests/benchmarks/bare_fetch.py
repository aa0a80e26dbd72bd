"""Fetches every page of every calendar and reads the JSON, no more: ``bare_fetch URL ANCHOR``."""

from __future__ import annotations

import json
import sys

import httpx

from tests.benchmarks.office import TOKEN

CALENDARS = "/open-apis/calendar/v4/calendars"


def main(url: str, anchor: str) -> None:
    """One calendar after the other; prints how many events there were."""
    count = 0
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        listed = json.loads(client.get(CALENDARS, params={"page_size": "500"}).content)["data"]["calendar_list"]
        for calendar in listed:
            asked = {"page_size": "1000", "anchor_time": anchor}
            while True:
                reply = client.get(f"{CALENDARS}/{calendar['calendar_id']}/events", params=asked)
                data = json.loads(reply.content)["data"]
                count += len(data["items"])
                if not data["has_more"]:
                    break
                asked["page_token"] = data["page_token"]
    print(count)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
