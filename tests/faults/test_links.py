"""Links: only http and https are made clickable, and where one leads is what it shows."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feishu_tui.ui.addresses import address_lines, read_address
from feishu_tui.ui.line import text_of
from feishu_tui.ui.linked_text import linked_paragraphs
from tests.faults.nasty import NASTY

NO_LINK = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>",
    "file:///etc/passwd",
    "ftp://example.com",
    "feishu://open",
    "vbscript:x",
    "https:evil.example",
    "https:///evil.example",
    "https://",
    "//evil.example",
    "https://a.example\\@evil.example",
    "https://a.example%2eevil.example",
    "https://a.example\uff0fevil.example",
    "https://a.example:99999",
    "https://a.example:x",
    "https://[::1",
    "https://a.example/\x1b]8;;",
    "https://a.example/a b",
    'https://a.example/"onclick',
    "https://\u202eelpmaxe.live",
    "https://a\u200b.example",
    "https://a.example/\u202egpj.exe",
]


@pytest.mark.parametrize("url", NO_LINK)
def test_what_is_no_plain_web_address_is_no_link(url: str) -> None:
    assert read_address(url) is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://vc.feishu.cn@evil.example/j/1", "https://evil.example"),
        ("https://vc.feishu.cn:443@evil.example/j/1", "https://evil.example"),
        ("https://vc.feishu.cn%2Fj%2F1@evil.example", "https://evil.example"),
        ("HTTPS://VC.Feishu.CN/j", "https://vc.feishu.cn"),
        ("https://vc.fеishu.cn/j", "https://vc.xn--fishu-zwe.cn"),
        ("https://аррӏе.com/", "https://xn--80ak6aa92e.com"),
        ("https://vc.feishu.cn.evil.example/j", "https://vc.feishu.cn.evil.example"),
        ("https://evil.example#@vc.feishu.cn", "https://evil.example"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
    ],
)
def test_the_true_host_is_what_is_shown(url: str, shown: str) -> None:
    address = read_address(url)
    assert address is not None
    assert address.start == shown
    assert address.url.startswith(shown)


@given(
    st.tuples(
        st.sampled_from(["https://", "http://", "HTTP://", "https:", "javascript://", ""]),
        st.lists(
            st.sampled_from(
                ["a.example", "@", ":", "/", "\\", "#", "?", "%40", "%2f", "[", "]", "é", "。", "u:p", "1", "․"]
            ),
            max_size=9,
        ).map("".join),
        st.sampled_from(["", *NASTY.values()]),
    ).map("".join)
)
def test_a_link_leads_where_another_reader_takes_it(url: str) -> None:
    address = read_address(url)
    if address is None:
        return
    read = httpx.URL(address.url)
    assert read.scheme in ("http", "https")
    assert not read.userinfo
    assert address.start in (
        f"{read.scheme}://{urlsplit(address.url).netloc}",
        f"{read.scheme}://{read.netloc.decode()}",
    )
    assert address.start.isascii()


@given(st.sampled_from([12, 30, 60]), st.sampled_from([each for each in NASTY if "long" not in each]))
def test_in_a_text_only_plain_addresses_are_links(cells: int, kind: str) -> None:
    text = "\n".join(
        [*NO_LINK, "https://a@evil.example/x", "go https://true.example/x.", f"https://b.example/{NASTY[kind]}"]
    )
    links = {piece.link for line in linked_paragraphs(text, cells) for piece in line if piece.link}
    assert "https://true.example/x" in links
    for link in links:
        address = read_address(link)
        assert address is not None
        assert address.url == link


def test_the_host_is_whole_however_narrow_it_is() -> None:
    address = read_address("https://vc.feishu.cn.a-very-long-name.evil.example/" + "x" * 500)
    assert address is not None
    shown = "".join(text_of(line) for line in address_lines(address, 20, most=2))
    assert shown.startswith("https://vc.feishu.cn.a-very-long-name.evil.example")
