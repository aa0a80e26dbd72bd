"""The documented error codes: what HTTP status and which words go with each.

Source: the error tables of the endpoint pages and of the general error-code page, which gives no statuses.
"""

from __future__ import annotations

CODES: dict[int, tuple[int, str]] = {
    9499: (400, "Bad Request"),
    10003: (200, "invalid param"),
    10014: (200, "app secret invalid"),
    20001: (200, "The request is missing a required parameter."),
    20002: (400, "The client secret is invalid."),
    20003: (400, "The authorization code is not found."),
    20005: (200, "The user access token passed is invalid. Please check the value"),
    20008: (200, "User not exist"),
    20010: (400, "The user does not have permission to use this app."),
    20024: (400, "The provided authorization code or refresh token does not match the provided client_id."),
    20026: (400, "The refresh token passed is invalid. Please check the value."),
    20036: (400, "The grant_type is not supported."),
    20037: (400, "The refresh token passed has expired. Please generate a new one."),
    20048: (400, "The app does not exist."),
    20050: (500, "An unexpected server error occurred. Please retry your request."),
    20063: (400, "The request is malformed."),
    20064: (400, "The refresh token has been revoked."),
    20065: (400, "The authorization code has been used."),
    20066: (400, "The user status is invalid."),
    20068: (400, "The provided scope list contains scopes that are not permitted."),
    20069: (400, "The app is not enabled."),
    20070: (400, "Multiple authentication methods were provided."),
    20072: (503, "The server is temporarily unavailable."),
    20073: (400, "The refresh token has been used."),
    20074: (400, "Refreshing is not enabled for this app."),
    190002: (400, "invalid parameters in request"),
    190003: (500, "internal service error"),
    190004: (429, "method rate limited"),
    190005: (429, "app rate limited"),
    190006: (403, "wrong unit for app tenant"),
    190007: (404, "app bot_id not found"),
    190008: (400, "page_token or sync_token expired"),
    190009: (400, "sync token cannot be used with other request restrictions"),
    190010: (429, "current operation rate limited"),
    190011: (403, "tenant encrypt key has been deleted"),
    190012: (403, "tenant decrypt key has been deleted"),
    190014: (400, "invalid request parameters. check details for more info."),
    191000: (404, "calendar not found"),
    191001: (400, "invalid calendar_id"),
    191002: (403, "no calendar access_role"),
    191003: (403, "calendar is deleted"),
    191004: (403, "invalid calendar type"),
    193000: (400, "invalid event_id"),
    193001: (404, "event not found"),
    193002: (403, "no permission to operate event"),
    193003: (403, "event is deleted"),
    193103: (400, "requested time exceeds the allowed range"),
    193104: (400, "exceeded the maximum instance number"),
    194000: (404, "attendee not found"),
    194001: (403, "no permission to list event attendees"),
    194002: (403, "no permission to create event attendees"),
    194003: (403, "no permission to delete event attendees"),
    194004: (400, "invalid attendee type"),
    195100: (404, "user is dismiss or not exist in the tenant"),
    198001: (400, "invalid number of user ids"),
    198002: (400, "invalid time format"),
    198003: (400, "invalid time range"),
    198004: (400, "invalid timezone format"),
    198007: (400, "invalid number of calendar ids"),
    99991201: (404, "path not found"),
    99991301: (404, "http method not match"),
    99991400: (429, "request trigger frequency limit"),
    99991401: (400, "ip is denied by app setting"),
    99991402: (429, "request trigger frequency limit"),
    99991403: (400, "api monthly quota exceeded"),
    99991661: (400, "Missing access token for authorization. Please make a request with token attached."),
    99991662: (400, "app is not enabled"),
    99991663: (400, "Invalid access token for authorization. Please make a request with token attached."),
    99991668: (400, "Invalid access token for authorization. Please make a request with token attached."),
    99991671: (400, "Invalid access token, token should start with t- or u-."),
    99991672: (400, "Access denied. One of the following scopes is required"),
    99991673: (400, "app is not installed"),
    99991677: (401, "Authentication token expired. Please request a new one."),
    99991679: (400, "Unauthorized. You do not have permission to perform the requested operation on the resource."),
    99992351: (400, "open_id not exist"),
    99992402: (400, "field validation failed"),
}


def status_of(code: int) -> int:
    """The HTTP status a code travels with; 400 for one the table lacks."""
    return CODES.get(code, (400, ""))[0]


def words_of(code: int) -> str:
    """The `msg` of a code; a plain word for one the table lacks."""
    return CODES.get(code, (400, "failed"))[1]
