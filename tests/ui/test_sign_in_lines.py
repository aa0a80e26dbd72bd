"""The words and the QR code of signing in: they fit wherever they are shown, and say what matters."""

from __future__ import annotations

import pytest
import segno

from feishu_tui.text import width
from feishu_tui.ui.accounts import SignInCode, Welcome
from feishu_tui.ui.line import text_of, width_of
from feishu_tui.ui.qr import half_blocks
from feishu_tui.ui.sign_in_lines import code_lines, guide_lines, time_left, welcome_words
from tests.ui.events import EN, ZH
from tests.ui.unanswered import CODE, PAGE, Unanswered


def code_text(cells: int, rows: int, left: float = 222.0, code: SignInCode = CODE) -> list[str]:
    return [text_of(line) for line in code_lines(code, left, cells, rows, EN)]


def test_address_code_and_qr_code_fit_80_by_24_under_a_title() -> None:
    lines = code_text(78, 23)
    assert len(lines) <= 23
    assert max(map(width, lines)) <= 78
    assert "".join(line.strip() for line in lines[:2]) == CODE.address
    drawn = half_blocks([list(row) for row in segno.make(CODE.address, error="l", boost_error=False).matrix_iter()])
    assert all(any(row.strip() in line for line in lines) for row in drawn if row.strip())
    assert any("Code  BCDF-GHJK" in line for line in lines)


@pytest.mark.parametrize("cells", [38, 44, 60, 78, 118])
@pytest.mark.parametrize("rows", [11, 18, 23, 39])
@pytest.mark.parametrize("length", [0, 60, 200])
@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
def test_whatever_the_size_address_and_code_are_in_sight(cells: int, rows: int, length: int, say) -> None:
    code = SignInCode(f"{PAGE}?flow_id={'x' * length}", PAGE, "BCDF-GHJK")
    lines = code_lines(code, 222.0, cells, rows, say)
    assert max(map(width_of, lines)) <= cells
    in_sight = [text_of(line) for line in lines][:rows]
    assert PAGE in "".join(line.strip() for line in in_sight)
    assert any("BCDF-GHJK" in line for line in in_sight)
    if any(piece.role == "qr" for line in lines for piece in line):
        assert len(lines) <= rows, "a QR code that is cut is none"


def test_an_address_that_leaves_no_room_for_the_code_gives_way_to_the_short_one() -> None:
    code = SignInCode(f"{PAGE}?flow_id={'x' * 200}", PAGE, "BCDF-GHJK")
    assert "".join(line.strip() for line in code_text(38, 11, code=code)[:2]) == PAGE
    assert "xxx" in "".join(code_text(38, 20, code=code))


def test_there_is_no_room_for_a_qr_code_at_40_by_12() -> None:
    assert not any(set(line) & set("█▀▄") for line in code_text(38, 11))


def test_a_second_changes_one_line() -> None:
    before, after = code_lines(CODE, 222.0, 78, 23, EN), code_lines(CODE, 221.0, 78, 23, EN)
    differing = [(text_of(old), text_of(new)) for old, new in zip(before, after, strict=True) if old != new]
    ((old, new),) = differing
    assert old.endswith("Valid for another 3:42")
    assert new.endswith("Valid for another 3:41")


def test_the_end_of_the_time() -> None:
    assert [time_left(seconds) for seconds in (0.4, 59.9, 60, 239, -5)] == ["0:00", "0:59", "1:00", "3:59", "0:00"]
    assert any(line.endswith("The code has expired.") for line in code_text(78, 23, -1.0))


@pytest.mark.parametrize("cells", [20, 38, 78, 118])
@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
def test_the_guide_fits_and_names_both_scopes_and_both_consoles(cells: int, say) -> None:
    lines = guide_lines(Unanswered(), cells, say)
    assert max(map(width_of, lines)) <= cells
    text = "".join(text_of(line).strip() for line in lines)
    for word in ("calendar:calendar:readonly", "offline_access", "https://open.feishu.cn/app"):
        assert word in text
    assert "https://open.larksuite.com/app" in text


def test_the_guide_for_lark_and_for_an_app_that_is_known() -> None:
    lark = " ".join(text_of(line) for line in guide_lines(Unanswered("lark"), 200, EN))
    assert "Open https://open.larksuite.com/app and create" in lark
    assert "For Feishu: https://open.feishu.cn/app" in lark
    known = [text_of(line) for line in guide_lines(Unanswered(app_id="cli_a", needs_secret=False), 200, EN)]
    assert known[0] == " 1 Open https://open.feishu.cn/app and there the app cli_a."
    assert not any("Type what" in line for line in known)


def test_a_token_that_is_used_instead_is_named_first() -> None:
    first = guide_lines(Unanswered(instead="FEISHU_TUI_ACCESS_TOKEN"), 100, EN)[0]
    assert text_of(first) == " FEISHU_TUI_ACCESS_TOKEN is set; it is used instead of a login."


def test_what_lacks_is_said_with_the_remedy() -> None:
    assert welcome_words(Welcome("王芳"), "feishu", EN) == "Signed in as 王芳."
    assert welcome_words(Welcome(""), "feishu", ZH) == "已登录。"
    blind = welcome_words(Welcome("A", can_read=False, lasting=False), "lark", EN)
    assert "Add calendar:calendar:readonly to the app at https://open.larksuite.com/app, publish a version" in blind
    assert "Add offline_access to the app at" in welcome_words(Welcome("A", lasting=False), "feishu", EN)
