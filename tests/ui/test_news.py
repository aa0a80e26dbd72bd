"""What changed and was not seen yet, without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from feishu_tui.model import Event
from feishu_tui.store import Store
from feishu_tui.ui.news import News, Visit
from tests.store.build import ME, SHANGHAI, TEAM, all_day, apply, at, clock, days, event, exception, fill

WEEKLY = event("weekly", "2026-11-02 09:00", recurrence="FREQ=WEEKLY")
LUNCH, FAIR, TALK = (
    event("lunch", "2026-11-23 12:00"),
    all_day("fair", "2026-11-23", 2),
    event("talk", "2026-11-23 15:00"),
)
SPAN = days("2026-11-23")


@pytest.fixture
def store() -> Iterator[Store]:
    found = Store.open(None, clock)
    found.put_calendars([ME, TEAM])
    yield found
    found.close()


def news_of(store: Store) -> News:
    news = News(store)
    news.refresh(["me", "team"])
    return news


def gone(each: Event) -> Event:
    return replace(each, status="cancelled")


def test_what_is_cancelled_stays_where_it_was_until_that_was_seen(store: Store) -> None:
    fill(store, LUNCH, FAIR, WEEKLY, TALK)
    apply(store, gone(LUNCH), gone(FAIR), gone(exception(WEEKLY, "2026-11-23 09:00")))
    news = news_of(store)
    found = {one.event.summary: one for one in news.cancelled(SPAN, [])}
    assert set(found) == {"lunch", "fair", "weekly"}
    assert (found["lunch"].start, found["lunch"].event.status) == (at("2026-11-23 12:00"), "cancelled")
    assert found["lunch"].start.tzinfo == SHANGHAI  # type: ignore[union-attr]
    assert (found["fair"].start, found["fair"].end) == (date(2026, 11, 23), date(2026, 11, 25))
    assert found["weekly"].recurring
    assert all(news.of(one.event) for one in found.values())
    assert news.cancelled(days("2026-11-25"), []) == []
    news.look_at(found["lunch"].event)
    news.see(found["lunch"].event)
    assert "lunch" in {one.event.summary for one in news.cancelled(SPAN, [])}
    assert news.look_at(found["fair"].event) is not None
    assert "lunch" not in {one.event.summary for one in news.cancelled(SPAN, [])}


def test_what_another_calendar_has_still_is_there_once(store: Store) -> None:
    fill(store, LUNCH)
    fill(store, replace(LUNCH, calendar_id="team"), calendar="team")
    apply(store, gone(LUNCH))
    assert news_of(store).cancelled(SPAN, store.occurrences(SPAN).occurrences) == []


def test_a_series_that_is_gone_is_in_the_list_alone(store: Store) -> None:
    fill(store, WEEKLY)
    apply(store, gone(WEEKLY))
    assert news_of(store).cancelled(SPAN, []) == []
    assert [change.kinds for change in news_of(store).listed()] == [("cancelled",)]


def test_a_look_at_the_list_is_remembered_by_the_changes_there_were(store: Store) -> None:
    fill(store, LUNCH, TALK)
    apply(store, replace(LUNCH, summary="Brunch"))
    news = news_of(store)
    assert news.visit(5.0, news.listed()) is None
    apply(store, replace(TALK, summary="Speech"))
    since = news.visit(5.0, news.listed())
    assert since == Visit(5.0, news.listed()[1].number)
