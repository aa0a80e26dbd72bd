"""httpx is imported without a cookie jar, digests and ``email``, and works as with them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SPARED = ("http.cookiejar", "http.client", "urllib.request", "email.message", "click", "hashlib", "idna", "certifi")


def said_by(program: str, **environ: str) -> object:
    """What a program prints as JSON that runs in a Python of its own, where nothing was imported yet."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environ, check=True)
    return json.loads(done.stdout)


def test_what_it_has_no_use_for_is_not_imported() -> None:
    program = f"""
import json, sys
from feishu_tui.feishu.connect import Feishu
print(json.dumps([name for name in {SPARED} if name in sys.modules]))
"""
    assert said_by(program) == []


def test_whoever_imports_it_later_gets_it_itself() -> None:
    program = """
import json
from feishu_tui.feishu.spare_httpx import httpx
from email import message
from http import cookiejar
from urllib import request
near = [request.urlopen, cookiejar.FileCookieJar, message.EmailMessage]
host = httpx.URL("https://日历.example/").raw_host.decode()
import email.message, http.cookiejar, urllib.request
later = [urllib.request.urlopen, http.cookiejar.FileCookieJar, email.message.EmailMessage]
print(json.dumps([host, *(each.__module__ for each in near + later)]))
"""
    modules = ["urllib.request", "http.cookiejar", "email.message"]
    assert said_by(program) == ["xn--jmr704b.example", *modules, *modules]


def test_another_client_in_the_same_program_keeps_its_cookies() -> None:
    """As one that imports what it needs only afterwards, by its package."""
    program = """
import json
from feishu_tui.feishu.spare_httpx import httpx
from http import cookiejar
from urllib import request
jar = cookiejar.CookieJar()
opener = request.build_opener(request.HTTPCookieProcessor(jar))
print(json.dumps([cookiejar.CookieJar.__module__, request.Request("http://localhost/").get_method()]))
"""
    assert said_by(program) == ["http.cookiejar", "GET"]


def test_an_encoding_is_read_and_a_cookie_is_not_kept() -> None:
    program = """
import json
from feishu_tui.feishu.spare_httpx import httpx
seen = []
def answer(request):
    seen.append(request.headers.get("cookie"))
    return httpx.Response(200, headers={"set-cookie": "a=b", "content-type": "text/plain; charset=gb18030"},
                          content="飞书".encode("gb18030"))
with httpx.Client(transport=httpx.MockTransport(answer)) as http:
    texts = [http.get("http://localhost/").text for _ in range(2)]
print(json.dumps([texts, seen, len(list(http.cookies))]))
"""
    assert said_by(program) == [["飞书", "飞书"], [None, None], 0]


def test_digests_are_those_of_hashlib() -> None:
    program = """
import json
from feishu_tui.feishu.spare_httpx import httpx
seen = []
def answer(request):
    seen.append(request.headers.get("authorization", ""))
    return httpx.Response(401, headers={"www-authenticate": 'Digest realm="r", nonce="n", algorithm=SHA-256'})
with httpx.Client(transport=httpx.MockTransport(answer), auth=httpx.DigestAuth("u", "p")) as http:
    http.get("http://localhost/")
print(json.dumps([each[:18] for each in seen]))
"""
    assert said_by(program) == ["", 'Digest username="u']


@pytest.mark.parametrize("name", ["https_proxy", "HTTPS_PROXY", "ALL_PROXY"])
def test_a_proxy_of_the_environment_is_used(name: str) -> None:
    program = """
import json
from feishu_tui.feishu.spare_httpx import httpx
client = httpx.Client(verify=False)
transport = client._transport_for_url(httpx.URL("https://open.feishu.cn/"))
print(json.dumps(transport._pool._proxy_url.host.decode()))
"""
    assert said_by(program, **{name: "http://proxy.example:3128"}) == "proxy.example"
