"""Rows are read one by one with the text they were written in; what is no plain answer is read as any JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feishu_tui.feishu.body import json_of, json_steps
from feishu_tui.feishu.wire.written import ROWS_A_TURN, Rows, whole

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=60)
@given(st.lists(ANY, max_size=4), st.sampled_from([None, 1]), st.booleans())
def test_what_is_read_is_what_was_written(rows: list[object], indent: int | None, plain: bool) -> None:
    text = json.dumps({"code": 0, "data": {"more": {"x": [1]}, "items": rows}}, indent=indent, ensure_ascii=plain)
    content = text.encode("utf-8", "replace")
    found = json_of(content)
    assert found == json.loads(content)
    assert isinstance(found, dict)
    items = found["data"]["items"]
    assert isinstance(items, Rows)
    assert len(items.prints) == len(items)


def test_rows_are_what_a_reader_makes_of_them_and_of_their_text() -> None:
    rows = [{"a": [1, {"b": "二"}]}, 2, "x"]
    content = json.dumps({"data": {"items": rows, "more": {"items": [1]}}}, ensure_ascii=False, indent=1).encode()
    steps = json_steps(content, lambda row, text: (row, json.loads(text)))
    found = whole(steps)
    assert found == {"data": {"items": [(row, row) for row in rows], "more": {"items": [1]}}}


def test_what_an_error_lists_is_no_row() -> None:
    document = {"code": 1, "error": {"permission_violations": [{"subject": "a"}]}, "data": {"items": [1]}}
    found = whole(json_steps(json.dumps(document).encode(), lambda row, text: "read"))
    assert found == {**document, "data": {"items": ["read"]}}


def test_others_have_a_turn_while_many_rows_are_read() -> None:
    content = json.dumps({"data": {"items": [{}] * (3 * ROWS_A_TURN)}}).encode()
    assert len([*json_steps(content)]) == 3


SPACED = ' { "data" : { "items" : [ ] , "items" : [ 1 ] } } '
TRAILED = '{"data":{"items":[1]}} x'


@pytest.mark.parametrize("text", ["[1]", "{}", '{"data":[{"items":[]}]}', '{"data":{"items":{}}}', SPACED])
def test_other_answers_are_read_as_they_are(text: str) -> None:
    assert json_of(text.encode()) == json.loads(text)


@pytest.mark.parametrize(
    "text", ["", "{", '{"data":{"items":[1,]}}', '{"data":{"items":[1 2]}}', TRAILED, '{"a":1,}', "{1:2}"]
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        json_of(text.encode())
