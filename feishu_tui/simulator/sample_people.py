"""The people, chats and meeting rooms of the sample office, and how each looks as an attendee of an event."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

Raw = dict[str, Any]

TENANT = "qingtian.example"


def digest(name: str) -> str:
    """32 hexadecimal digits that are the same for the same name, as ids are made of."""
    return hashlib.md5(f"sample office: {name}".encode(), usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account in the tenant."""

    key: str
    name: str
    en_name: str

    @property
    def open_id(self) -> str:
        """The id events and tokens name them by."""
        return f"ou_{digest(self.key)}"

    @property
    def primary(self) -> str:
        """The id of their own calendar."""
        return f"feishu.cn_{digest('calendar ' + self.key)[:22]}@group.calendar.feishu.cn"

    def as_user(self) -> Raw:
        """Their entry in the address book."""
        return {
            "open_id": self.open_id,
            "union_id": f"on_{digest('union ' + self.key)}",
            "user_id": digest("user " + self.key)[:8],
            "name": self.name,
            "en_name": self.en_name,
            "email": f"{self.key}@{TENANT}",
            "tenant_key": digest("tenant " + TENANT)[:16],
        }

    def attending(self, rsvp: str = "accept", *, optional: bool = False, organizer: bool = False) -> Raw:
        """Them as an attendee."""
        return {
            "type": "user",
            "attendee_id": f"user_{digest('attendee ' + self.key)[:19]}",
            "rsvp_status": rsvp,
            "is_optional": optional,
            "is_organizer": organizer,
            "is_external": False,
            "display_name": self.name,
            "user_id": self.open_id,
        }


ME = Person("liming", "李明", "Ming Li")
CHEN = Person("chenjing", "陈静", "Jing Chen")
WANG = Person("wangfang", "王芳", "Fang Wang")
ZHAO = Person("zhaolei", "赵磊", "Lei Zhao")
ANNA = Person("anna.schmidt", "Anna Schmidt", "Anna Schmidt")
JONAS = Person("jonas.weber", "Jonas Weber", "Jonas Weber")
PRIYA = Person("priya.nair", "Priya Nair", "Priya Nair")
OUYANG = Person("ouyang", "欧阳娜娜(Nana Ouyang)", "Nana Ouyang")
LIN = Person("linxiao", "林晓", "Xiao Lin")
ZHOU = Person("zhouyang", "周洋", "Yang Zhou")
HR = Person("sunli", "孙丽", "Li Sun")
PEOPLE = (ME, CHEN, WANG, ZHAO, ANNA, JONAS, PRIYA, OUYANG, LIN, ZHOU, HR)

TEAM = (ME, CHEN, WANG, ZHAO, LIN, PRIYA)

_SURNAMES = "张刘杨黄吴徐朱马胡郭何高"
_GIVEN = ("伟", "敏", "强", "秀英", "子涵", "浩然", "雨桐", "思远", "佳怡", "俊杰", "梓萱", "一诺")


def everyone() -> tuple[Person, ...]:
    """The whole company: the people above and 144 more."""
    rest = tuple(
        Person(f"staff{number:03}", surname + given, f"Staff {number}")
        for number, (surname, given) in enumerate((surname, given) for surname in _SURNAMES for given in _GIVEN)
    )
    return PEOPLE + rest


@dataclass(frozen=True, slots=True)
class Room:
    """A meeting room."""

    name: str

    def booked(self, state: str = "accept") -> Raw:
        """The room as an attendee: `needs_action` while the booking is looked at, `decline` when it failed."""
        return {
            "type": "resource",
            "attendee_id": f"resource_{digest('attendee ' + self.name)[:19]}",
            "rsvp_status": state,
            "is_optional": False,
            "is_organizer": False,
            "is_external": False,
            "display_name": self.name,
            "room_id": f"omm_{digest(self.name)}",
        }


WEST_LAKE = Room("F3-12 西湖 (12)")
BUND = Room("F3-05 外滩 (6)")
AUDITORIUM = Room("F1 报告厅 Auditorium (200)")
SPREE = Room("BER 2.04 Spree (8)")


@dataclass(frozen=True, slots=True)
class Group:
    """A chat that can be invited as a whole."""

    name: str
    people: tuple[Person, ...]

    @property
    def chat_id(self) -> str:
        """The id attendees name it by."""
        return f"oc_{digest(self.name)}"

    def members(self) -> list[Raw]:
        """Its members, each with an answer of their own."""
        answers = ("accept", "accept", "tentative", "needs_action", "accept", "decline")
        return [
            {
                "open_id": person.open_id,
                "display_name": person.name,
                "rsvp_status": answers[number % len(answers)],
                "is_optional": False,
                "is_organizer": False,
                "is_external": False,
            }
            for number, person in enumerate(self.people)
        ]

    def invited(self) -> Raw:
        """The chat as an attendee."""
        return {
            "type": "chat",
            "attendee_id": f"chat_{digest('attendee ' + self.name)[:19]}",
            "rsvp_status": "needs_action",
            "is_optional": False,
            "is_organizer": False,
            "is_external": False,
            "display_name": self.name,
            "chat_id": self.chat_id,
            "chat_members": [
                {key: value for key, value in member.items() if key != "open_id"} for member in self.members()[:10]
            ],
        }


PLATFORM_CHAT = Group("平台组 Platform 🚀", TEAM)
PRODUCT_CHAT = Group("产品评审群", (ME, CHEN, WANG, ANNA, JONAS, OUYANG, ZHOU))
GROUPS = (PLATFORM_CHAT, PRODUCT_CHAT)


def outsider(email: str, rsvp: str = "needs_action", *, optional: bool = False) -> Raw:
    """Someone without an account here, invited by mail."""
    return {
        "type": "third_party",
        "attendee_id": f"third_party_{digest('attendee ' + email)[:19]}",
        "rsvp_status": rsvp,
        "is_optional": optional,
        "is_organizer": False,
        "is_external": True,
        "display_name": email,
        "third_party_email": email,
    }


def guest(name: str, rsvp: str = "accept", *, organizer: bool = False) -> Raw:
    """Someone of another tenant, of whom only the open_id is told."""
    return {
        "type": "user",
        "attendee_id": f"user_{digest('attendee guest ' + name)[:19]}",
        "rsvp_status": rsvp,
        "is_optional": False,
        "is_organizer": organizer,
        "is_external": True,
        "display_name": name,
        "user_id": f"ou_{digest('guest ' + name)}",
    }
