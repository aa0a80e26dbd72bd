"""The way to the server: each step that was taken, and the one that was not."""

from __future__ import annotations

from collections.abc import Iterator

from feishu_tui.commands.checkups.finding import Finding
from feishu_tui.dates import duration_words
from feishu_tui.feishu.obstacles import Obstacle
from feishu_tui.feishu.reach import Journey
from feishu_tui.language import Language
from feishu_tui.sentence import FULL_STOPS

SKEW_WARNED, SKEW_FAULT = 60.0, 300.0
"""Seconds."""
CERTIFICATE_WARNED = 14 * 86400.0

_NAMES = {
    "settings": "proxy",
    "name": "name_service",
    "connection": "connection",
    "encryption": "encryption",
    "answer": "server",
}
"""What each stage of a journey is called among the findings, in order."""


def network(journey: Journey, say: Language, now: float) -> Iterator[Finding]:
    """What was found on the way to the API; ``now`` in Unix seconds, the real ones."""
    for name, sentence in _passed(journey, say):
        yield Finding(name, "ok", sentence)
    if journey.obstacle is not None:
        yield _fault(_NAMES[journey.stage], journey, journey.obstacle, say)
    ends = journey.certificate_ends
    if ends is not None and ends - now < CERTIFICATE_WARNED:
        sentence = say("The server's certificate ends in {left}.", left=duration_words(ends - now, say))
        yield Finding("encryption", "warning", sentence, say("Only the server's owner can renew it."))
    if journey.ahead is not None:
        yield _clock(journey.ahead, say)


def accounts(journey: Journey, say: Language) -> Finding:
    """Whether the host that signing in begins at can be reached."""
    if journey.obstacle is None:
        return Finding("accounts_server", "ok", say("{host}, where signing in begins, answers.", host=journey.host))
    return _fault("accounts_server", journey, journey.obstacle, say)


def _passed(journey: Journey, say: Language) -> Iterator[tuple[str, str]]:
    """The steps that went well, by name of the finding."""
    stages = list(_NAMES)
    reached = stages.index(journey.stage) + (journey.obstacle is None)
    peer_name = journey.peer.rpartition(":")[0]
    if reached > stages.index("name") and journey.addresses:
        others = len(journey.addresses) - 1
        sentence = (
            say("{host} is {address}, and {count} more.", host=peer_name, address=journey.addresses[0], count=others)
            if others
            else say("{host} is {address}.", host=peer_name, address=journey.addresses[0])
        )
        yield "name_service", sentence
    if reached > stages.index("connection"):
        if journey.proxied:
            sentence = say("Connected through the proxy {peer}, as the environment asks for.", peer=journey.peer)
        else:
            sentence = say("Connected to {peer}, without a proxy.", peer=journey.peer)
        yield "connection", sentence
    if reached > stages.index("encryption") and journey.tls:
        yield "encryption", say("Encrypted by {tls}; the certificate is trusted.", tls=journey.tls)
    if reached > stages.index("answer"):
        sentence = say(
            "{host} answers within {milliseconds} ms (HTTP {status}, as it should without a token).",
            **{"host": journey.host, "milliseconds": round(journey.took * 1000), "status": journey.status},
        )
        yield "server", _with_log_id(sentence, journey, say)


def _fault(name: str, journey: Journey, obstacle: Obstacle, say: Language) -> Finding:
    fields = {
        "host": journey.host,
        "peer": journey.peer or journey.host,
        "name": journey.peer.rpartition(":")[0] or journey.host,
        "seconds": f"{journey.took:.0f}",
        "status": journey.status,
        "said": say(journey.said).rstrip(FULL_STOPS),
    }
    sentence, remedy = _words(obstacle, journey)
    return Finding(name, "fault", _with_log_id(say(sentence, **fields), journey, say), say(remedy, **fields))


def _with_log_id(sentence: str, journey: Journey, say: Language) -> str:
    return say("{sentence} Log id {log_id}.", sentence=sentence, log_id=journey.log_id) if journey.log_id else sentence


def _words(obstacle: Obstacle, journey: Journey) -> tuple[str, str]:
    """What stands in the way, and what to do about it."""
    sentence, remedy = _WORDS[obstacle]
    if obstacle is Obstacle.NOT_THE_API and not journey.said:
        sentence = "Something that is not the API answers at {host} (HTTP {status}): an empty page."
    elif obstacle is Obstacle.NOT_THE_API and journey.status is None:
        sentence = "Something that is not the API answers at {host}: {said}."
    if journey.proxied and obstacle in (Obstacle.NO_SUCH_HOST, Obstacle.REFUSED, Obstacle.CONNECTION_SILENT):
        remedy = "This is the proxy: check HTTPS_PROXY, or name {host} in NO_PROXY."
    return sentence, remedy


_WORDS: dict[Obstacle, tuple[str, str]] = {
    Obstacle.SETTINGS: ("{said}.", "Correct HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE or SSL_CERT_DIR."),
    Obstacle.NO_SUCH_HOST: (
        "There is no host named {name}.",
        "Check FEISHU_TUI_BASE_URL and the brand; behind a company proxy set HTTPS_PROXY.",
    ),
    Obstacle.NAME_SERVICE_SILENT: (
        "The name service does not answer, so {name} cannot be found.",
        "Check the network and /etc/resolv.conf; without a network everything read before is still there.",
    ),
    Obstacle.REFUSED: (
        "{peer} refuses the connection.",
        "Nothing listens there, or a firewall says no: check FEISHU_TUI_BASE_URL.",
    ),
    Obstacle.UNREACHABLE: ("There is no way to {peer}.", "Check the network: is this machine online?"),
    Obstacle.CONNECTION_SILENT: (
        "{peer} does not take the connection within {seconds} s.",
        "A firewall may drop it; behind a company proxy set HTTPS_PROXY.",
    ),
    Obstacle.PROXY_REFUSED: (
        "The proxy {peer} does not pass requests on to {host}: {said}.",
        "Check the name and password in HTTPS_PROXY, and whether the proxy allows {host}.",
    ),
    Obstacle.CERTIFICATE_EXPIRED: (
        "The certificate of {host} has expired, by the clock of this machine.",
        "Check the date of this machine first; else a proxy shows an old certificate.",
    ),
    Obstacle.CERTIFICATE_EARLY: (
        "The certificate of {host} is not valid yet, by the clock of this machine.",
        "The clock of this machine is behind: set it, as with timedatectl set-ntp true.",
    ),
    Obstacle.CERTIFICATE_NAME: (
        "The certificate at {peer} is for another host than {host}.",
        "Check FEISHU_TUI_BASE_URL; a login page of the network may stand in between.",
    ),
    Obstacle.CERTIFICATE_UNTRUSTED: (
        "The certificate of {host} cannot be trusted: {said}.",
        "Behind a company proxy, name its authority in SSL_CERT_FILE.",
    ),
    Obstacle.ENCRYPTION_FAILED: (
        "{peer} takes the connection, but does not speak TLS as it should.",
        "A proxy may stand in between, or the port is wrong: check HTTPS_PROXY and FEISHU_TUI_BASE_URL.",
    ),
    Obstacle.ENCRYPTION_SILENT: (
        "{peer} takes the connection, but does not answer the TLS handshake within {seconds} s.",
        "A firewall that looks into connections may hold it back; try another network.",
    ),
    Obstacle.NO_ANSWER: (
        "{peer} takes the request, but does not answer within {seconds} s.",
        "Try again later; without an answer everything read before is still there.",
    ),
    Obstacle.BROKEN_OFF: ("{peer} breaks the connection off before it answers.", "Try again; check the proxy, if any."),
    Obstacle.REDIRECTED: (
        "{host} redirects elsewhere (HTTP {status}); a token would not be sent there.",
        "A login page of the network may stand in between, or the base URL is wrong.",
    ),
    Obstacle.NOT_THE_API: (
        "Something that is not the API answers at {host} (HTTP {status}): {said}.",
        "Check FEISHU_TUI_BASE_URL, and whether a proxy or a login page of the network stands in between.",
    ),
    Obstacle.SERVER_FAILED: (
        "{host} fails to answer (HTTP {status}).",
        "Try again later; give the log id, if any, to Feishu's support if it stays.",
    ),
}


def _clock(ahead: float, say: Language) -> Finding:
    """How far this machine's clock is off the server's; a round trip and a second's cut are within a few seconds."""
    off = abs(ahead)
    if off <= SKEW_WARNED:
        return Finding("clock", "ok", say("The clock agrees with the server's."))
    words = duration_words(off, say)
    sentence = (
        say("The clock of this machine is {off} ahead of the server's.", off=words)
        if ahead > 0
        else say("The clock of this machine is {off} behind the server's.", off=words)
    )
    remedy = say("Set it, as with timedatectl set-ntp true: logins seem to end early or late, and “now” is wrong.")
    return Finding("clock", "fault" if off > SKEW_FAULT else "warning", sentence, remedy)
