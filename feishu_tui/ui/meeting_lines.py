"""How to join: the kind of meeting, its link, and who may do what in it."""

from __future__ import annotations

from collections.abc import Mapping

from feishu_tui.language import Language
from feishu_tui.model import Meeting, MeetingSettings
from feishu_tui.ui.addresses import address_lines, read_address
from feishu_tui.ui.detail_rows import flowing, paragraph
from feishu_tui.ui.line import Line, Piece


def meeting_lines(meeting: Meeting, cells: int, say: Language) -> list[Line]:
    """The link, or what kind of meeting it is where there is none yet; nothing where there is no meeting."""
    if meeting.kind == "no_meeting" or not (meeting.kind or meeting.url):
        return []
    if not meeting.url:
        return paragraph(say("{kind}, no link yet", kind=kind_words(meeting, say)), cells, "dim")
    address = read_address(meeting.url)
    if address is None:
        return paragraph(say("its link is not a web address and is not shown"), cells, "warning")
    lines = address_lines(address, cells)
    if meeting.kind != "vc":
        lines += paragraph(kind_words(meeting, say), cells, "dim")
    return lines


def settings_lines(settings: MeetingSettings, names: Mapping[str, str], cells: int, say: Language) -> list[Line]:
    """Who may join and start, lobby, recording, hosts; of the password only that there is one.

    ``names`` tells people's names by their user id, as far as they are known.
    """
    who = {
        "anyone_can_join": say("anyone may join"),
        "only_organization_employees": say("only the organization may join"),
        "only_event_attendees": say("only those invited may join"),
    }
    words = [who.get(settings.join_permission, settings.join_permission)]
    words.append(say("password: set") if settings.password else "")
    words.append(say("with a waiting room") if settings.lobby else "")
    words.append(say("recorded automatically") if settings.auto_record else "")
    words.append(_starting(settings, say))
    words.append(_hosts(settings, names, say))
    return flowing([(Piece(word),) for word in words if word], cells)


def kind_words(meeting: Meeting, say: Language) -> str:
    """What kind of meeting it is."""
    words = {"vc": say("video meeting"), "lark_live": say("live stream")}
    return words.get(meeting.kind) or meeting.description or say("external meeting")


def _starting(settings: MeetingSettings, say: Language) -> str:
    if settings.attendees_may_start is None:
        return ""
    return say("anyone invited may start it") if settings.attendees_may_start else say("only hosts may start it")


def _hosts(settings: MeetingSettings, names: Mapping[str, str], say: Language) -> str:
    known = [names[host] for host in settings.hosts if host in names]
    if not settings.hosts:
        return ""
    if len(known) < len(settings.hosts):
        return say("1 host") if len(settings.hosts) == 1 else say("{count} hosts", count=len(settings.hosts))
    return say("hosted by {names}", names=say(", ").join(known))
