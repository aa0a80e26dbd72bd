"""What each error code means and what to do about it.

Sources: the error tables of the calendar v4 pages (https://open.feishu.cn/document/server-docs/calendar-v4/),
the general table (https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN) and the OAuth token pages.
The wording is ours: the server's ``msg`` changes without notice.
"""

from __future__ import annotations

from feishu_tui.errors import (
    FeishuTuiError,
    NotFound,
    NotPermitted,
    NotSignedIn,
    QuotaExhausted,
    RateLimited,
    ServerError,
    TokenExpired,
)
from feishu_tui.lazy_dataclasses import dataclass

TENANT_TOKEN_INVALID = 99991663
USER_TOKEN_INVALID = 99991668
USER_TOKEN_EXPIRED = 99991677
EVENT_ID_INVALID = 193000
EVENT_NOT_FOUND = 193001
SPAN_TOO_LONG = 193103
TOO_MANY_INSTANCES = 193104
ATTENDEES_HIDDEN = 194001
SCOPE_CODES = frozenset({99991672, 99991679})
"""The app lacks a scope; the user did not grant one."""
ENDED_CODES = frozenset({20026, 20037, 20064, 20073})
"""A refresh token is no good any more: not known, expired, revoked, used."""
USED_CODES = frozenset({20064, 20073})
"""It may be another process that used it."""
PASSING_CODES = frozenset({190003, 190004, 190005, 190010, 99991400, 20050, 20072})
"""Errors that may be gone on a repeat; everything else with a code is answered the same way again."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """An error code as one of our errors: its class, one sentence and what to do."""

    kind: type[FeishuTuiError]
    sentence: str
    hint: str = ""


_SIGN_IN = "Sign in again, or set FEISHU_TUI_ACCESS_TOKEN to a fresh token."
_APP = "Check the app id, the app secret and the brand (feishu or lark)."
_ADMIN = "Ask the administrator of your tenant."
CHECK_ADDRESS = "Check the base URL and the brand, and whether a proxy or a login page stands in between."
REPORT = "Try again later; give the log id to Feishu's support if it stays."
SLOWER = "The program asks again by itself; wait a little if you see this."
_BUG = "This is a mistake of this program: please report it with the log id."
_CONSOLE = (
    "Add it to the app in the developer console (https://open.feishu.cn/app, or https://open.larksuite.com/app), "
    "publish a version, and sign in again."
)
_KEY_GONE = "The tenant's own encryption key is gone, and the data with it."
_GRANT = "Sign in again and grant it: feishu-tui login"
_AGAIN = "Sign in again: feishu-tui login"
_LIST = "Refresh the calendar list."


def _each(meaning: Meaning, *codes: int) -> dict[int, Meaning]:
    return dict.fromkeys(codes, meaning)


MEANINGS: dict[int, Meaning] = {
    190002: Meaning(
        ServerError,
        "The server does not accept the parameters of this request.",
        "The calendar or event may be gone, or the app may lack a permission.",
    ),
    190003: Meaning(ServerError, "The server failed while answering.", REPORT),
    190004: Meaning(RateLimited, "Too many requests of this kind.", SLOWER),
    190005: Meaning(RateLimited, "The app sends too many requests.", SLOWER),
    190006: Meaning(NotSignedIn, "The app belongs to another region or tenant.", _APP),
    190007: Meaning(
        NotPermitted,
        "The app has no bot, so it has no calendar of its own.",
        "Turn on the bot capability and publish the app, or use a user's token.",
    ),
    190008: Meaning(
        TokenExpired, "The server has forgotten how far this calendar was synced.", "The calendar is read anew."
    ),
    190009: Meaning(
        TokenExpired, "The server cannot go on from where the last sync ended.", "The calendar is read anew."
    ),
    190010: Meaning(RateLimited, "The server is busy with this very calendar.", SLOWER),
    190014: Meaning(ServerError, "The server does not accept the parameters of this request."),
    191000: Meaning(NotFound, "There is no such calendar.", _LIST),
    191001: Meaning(NotFound, "This is not the id of a calendar.", _LIST),
    191002: Meaning(
        NotPermitted,
        "You may not read the events of this calendar.",
        "Ask its owner for the right to see the details.",
    ),
    191003: Meaning(NotFound, "This calendar has been deleted.", _LIST),
    191004: Meaning(
        NotPermitted,
        "Feishu does not give out the events of calendars of this type (Google, Exchange, rooms).",
        "Look at it in the Feishu app.",
    ),
    193000: Meaning(NotFound, "This is not the id of an event.", "Copy the id from agenda --json."),
    193001: Meaning(NotFound, "There is no such event on this calendar.", "It may be gone: sync, or look elsewhere."),
    193002: Meaning(NotPermitted, "You may not see this event.", "Ask the organizer."),
    193003: Meaning(NotFound, "This event has been deleted.", "Sync to have it removed here too."),
    193103: Meaning(ServerError, "The time span is longer than the server accepts.", _BUG),
    193104: Meaning(ServerError, "There are more events in this time span than the server gives at once.", _BUG),
    194000: Meaning(NotFound, "There is no such attendee on this event.", "Look at the event again."),
    194001: Meaning(NotPermitted, "The organizer does not show the attendees of this event.", "Ask the organizer."),
    194004: Meaning(ServerError, "Only a chat has members.", _BUG),
    195100: Meaning(NotSignedIn, "This account has left the tenant.", "Sign in with another account."),
    230027: Meaning(NotPermitted, "You have not granted this.", "Sign in again and grant it."),
    10003: Meaning(ServerError, "The server does not accept a parameter.", _BUG),
    10012: Meaning(NotSignedIn, "The server gives no token for this app.", _APP),
    10013: Meaning(NotSignedIn, "The server gives no token for this app.", _APP),
    10014: Meaning(NotSignedIn, "The server does not accept this app id and secret.", _APP),
    10015: Meaning(NotSignedIn, "The app secret is wrong.", _APP),
    21000: Meaning(NotPermitted, "The company's security policy requires a check first.", _ADMIN),
    21001: Meaning(NotPermitted, "The company's security policy blocks this.", _ADMIN),
    20002: Meaning(NotSignedIn, "The app secret is wrong.", _APP),
    20010: Meaning(NotPermitted, "The app is not open to this account.", _ADMIN),
    20026: Meaning(NotSignedIn, "The server does not know the login (any more).", _AGAIN),
    20027: Meaning(NotPermitted, "The app lacks a permission for this.", _CONSOLE),
    20037: Meaning(NotSignedIn, "The login has ended.", _AGAIN),
    20069: Meaning(NotSignedIn, "The app is disabled.", "Enable it in the developer console."),
    20074: Meaning(
        NotSignedIn,
        "The app may not renew a login.",
        "Turn on refreshing of user tokens among the app's security settings, publish a version, and sign in again.",
    ),
    99991201: Meaning(ServerError, "The server does not know this address.", "Check the base URL and the brand."),
    99991400: Meaning(RateLimited, "Too many requests.", SLOWER),
    99991401: Meaning(
        NotPermitted, "The app does not accept requests from this network address.", "Ask the app's owner to allow it."
    ),
    99991403: Meaning(
        QuotaExhausted,
        "The tenant's calls for this month are used up.",
        "Wait for the next month, or ask the administrator for a larger plan.",
    ),
    99991543: Meaning(NotSignedIn, "The app id or secret is wrong.", _APP),
    99991661: Meaning(NotSignedIn, "No token was sent.", _SIGN_IN),
    99991662: Meaning(NotSignedIn, "The app is disabled.", "Enable it in the developer console."),
    99991663: Meaning(NotSignedIn, "The server does not accept the token (any more).", _SIGN_IN),
    99991668: Meaning(NotSignedIn, "The server does not accept the user's token (any more).", _SIGN_IN),
    99991669: Meaning(NotSignedIn, "The login cannot be renewed.", _SIGN_IN),
    99991671: Meaning(NotSignedIn, "This is not a token of Feishu.", _SIGN_IN),
    99991672: Meaning(NotPermitted, "The app lacks a permission for this.", _CONSOLE),
    99991673: Meaning(NotPermitted, "The app is not installed in this tenant.", _ADMIN),
    99991676: Meaning(NotPermitted, "The token does not permit this.", "Sign in again with more permissions."),
    99991677: Meaning(NotSignedIn, "The token has expired.", _SIGN_IN),
    99991679: Meaning(NotPermitted, "You have not granted a permission for this.", _GRANT),
    99992402: Meaning(ServerError, "The server does not accept the parameters of this request.", _BUG),
    **_each(Meaning(NotPermitted, _KEY_GONE, _ADMIN), 190011, 190012),
    **_each(Meaning(NotPermitted, "You may not change the attendees.", "Ask the organizer."), 194002, 194003),
    **_each(Meaning(ServerError, "A list in the request is too long or too short.", _BUG), 198001, 198007),
    **_each(Meaning(ServerError, "The server does not accept the times asked for.", _BUG), 198002, 198003, 198004),
    **_each(Meaning(ServerError, "The server does not know this way of asking.", _BUG), 9499, 99991301),
    **_each(
        Meaning(NotSignedIn, "The server does not accept the app's token (any more).", _SIGN_IN), 99991664, 99991665
    ),
    **_each(Meaning(ServerError, "The server cannot read a user id.", _BUG), 99991674, 99991675),
    **_each(
        Meaning(ServerError, "The server does not know this user id.", "Check the id; ids differ from app to app."),
        *(99992351, 99992352, 99992353, 99992360, 99992363),
    ),
    **_each(
        Meaning(ServerError, "This id belongs to another app or tenant.", "Use an id issued for this app."),
        *(99992361, 99992364, 99992381),
    ),
    **_each(Meaning(NotSignedIn, "The user's token has expired.", _SIGN_IN), 20005, 20006, 20013, 20014),
    **_each(Meaning(NotSignedIn, "The account is not active (any more).", _ADMIN), 20008, 20021, 20022, 20023, 20066),
    **_each(Meaning(ServerError, "The server failed while answering.", REPORT), 20050, 20072),
    **_each(
        Meaning(NotSignedIn, "The login was not completed in time, or was used already.", _AGAIN), 20003, 20004, 20065
    ),
    **_each(Meaning(NotSignedIn, "The app is not installed, or does not exist.", _APP), 20009, 20048),
    **_each(Meaning(NotSignedIn, "The login belongs to another app.", _AGAIN), 20024),
    **_each(Meaning(NotSignedIn, "The login was taken back, or renewed elsewhere.", _AGAIN), 20064, 20073),
    **_each(Meaning(ServerError, "The server does not know this way of asking.", _BUG), 20001, 20036, 20063, 20070),
    **_each(Meaning(ServerError, "The server does not accept what was asked for.", _BUG), 20067, 20068),
}


def meaning_of(code: int) -> Meaning | None:
    """What ``code`` means, ``None`` for a code no page lists."""
    return MEANINGS.get(code)
