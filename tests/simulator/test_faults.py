"""Scripted trouble."""

from __future__ import annotations

from feishu_tui.simulator.faults import Fault, bad_gateway, rate_limited
from tests.simulator.desk import HOUR, ME, NOW, Desk, office, timed

PATH = f"/calendars/{ME}/events"
LIST = f"/calendar/v4{PATH}"


def desk(*faults: Fault) -> Desk:
    return Desk(office(*(timed(f"e{n}", NOW + n * HOUR) for n in range(60))), *faults)


def test_the_nth_match_so_many_times() -> None:
    one = desk(Fault("/events", nth=2, times=2, code=190003))
    one.get("/calendars")
    assert [one.ask("GET", LIST).status_code for _ in range(4)] == [200, 500, 500, 200]


def test_for_ever_until_cleared() -> None:
    one = desk(Fault("GET .*/events", times=None, code=190010))
    assert [one.refusal(PATH) for _ in range(3)] == [(429, 190010)] * 3
    one.faults.clear()
    one.get(PATH)


def test_patterns_see_method_path_and_query() -> None:
    one = desk(Fault(r"^GET .*anchor_time=5", code=190004))
    one.get(PATH, anchor_time=1)
    assert one.refusal(PATH, anchor_time=5) == (429, 190004)


def test_a_fault_added_later_counts_from_then_on() -> None:
    one = desk()
    one.get(PATH)
    one.faults.add(Fault("/events", code=190005, msg="later"))
    answer = one.ask("GET", LIST)
    assert (answer.status_code, answer.json()["msg"]) == (429, "later")
    assert answer.headers["X-Tt-Logid"] == answer.json()["error"]["log_id"]


def test_rate_storms_with_and_without_headers() -> None:
    one = desk(rate_limited("/events", reset=3), rate_limited("/events", nth=2, reset=None, status=400))
    first, second = one.ask("GET", LIST), one.ask("GET", LIST)
    assert (first.status_code, first.headers["x-ogw-ratelimit-reset"]) == (429, "3")
    assert (second.status_code, second.json()["code"]) == (400, 99991400)
    assert "x-ogw-ratelimit-reset" not in second.headers


def test_a_proxys_page() -> None:
    answer = desk(bad_gateway()).ask("GET", LIST)
    assert (answer.status_code, answer.headers["Content-Type"]) == (502, "text/html")
    assert answer.text.startswith("<html>")


def test_any_body() -> None:
    answer = desk(Fault(body=b'{"code":', headers=(("Content-Type", "application/json"),))).ask("GET", LIST)
    assert (answer.status_code, answer.content) == (200, b'{"code":')


def test_a_status_and_nothing_else() -> None:
    answer = desk(Fault(status=503, headers=(("Retry-After", "2"),))).ask("GET", LIST)
    assert (answer.status_code, answer.content, answer.headers["Retry-After"]) == (503, b"", "2")


def test_spoiled_pages() -> None:
    query = {"anchor_time": 1, "page_size": 50}
    assert desk(Fault(null_items=True)).get(PATH, **query)["items"] is None
    lost = desk(Fault(lost_page_token=True)).get(PATH, **query)
    assert (lost["has_more"], "page_token" in lost) == (True, False)
    one = desk(Fault(nth=2, repeated_page_token=True))
    first = one.get(PATH, **query)
    second = one.get(PATH, page_token=first["page_token"], **query)
    assert (second["has_more"], second["page_token"]) == (True, first["page_token"])
    assert "sync_token" not in second


def test_two_faults_on_one_request() -> None:
    data = desk(Fault(page_rows=0), Fault(null_items=True, latency=1.5)).get(PATH, anchor_time=1)
    assert (data["items"], data["has_more"]) == (None, True)


def test_latency_is_left_to_the_transport() -> None:
    one = desk(Fault(latency=0.25), Fault(latency=0.5, code=190003, times=2))
    assert one.ask("GET", LIST).extensions["latency"] == 0.75
    assert one.ask("GET", LIST).extensions["latency"] == 0.5
    assert one.ask("GET", LIST).extensions["latency"] == 0


def test_tokens_that_end_now() -> None:
    one = desk(Fault("sync_token", expire="paging"))
    token = one.get(PATH, anchor_time=1)["sync_token"]
    assert one.refusal(PATH, sync_token=token) == (400, 190008)
    one.faults.add(Fault("/events", nth=2, expire="access"))
    one.get(PATH)
    assert one.refusal(PATH) == (401, 99991677)


def test_the_log_has_every_request_in_order() -> None:
    one = desk(bad_gateway("/calendars"))
    one.ask("GET", "/calendar/v4/calendars", page_size=50)
    one.ask("POST", "/nowhere")
    assert one.simulator.log == [
        ("GET", "/open-apis/calendar/v4/calendars", "page_size=50"),
        ("POST", "/open-apis/nowhere", ""),
    ]
