"""The list of calendars, for people and for scripts."""

from __future__ import annotations

from tests.commands.conftest import TEAM, OpenOffice, RunCli
from tests.feishu.office import CAL, Office


def test_every_calendar_has_every_key_of_the_contract(run_cli: RunCli, open_office: OpenOffice) -> None:
    open_office(
        {
            "calendar_id": TEAM,
            "summary": "Team",
            "summary_alias": "My team",
            "type": "shared",
            "role": "writer",
            "permissions": "public",
            "color": -11034625,
            "is_third_party": False,
        }
    )
    ran = run_cli("calendars", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.document["calendars"][1] == {
        "calendar_id": TEAM,
        "summary": "Team",
        "alias": "My team",
        "type": "shared",
        "role": "writer",
        "color": "#579fff",
        "permissions": "public",
        "is_third_party": False,
    }
    assert [row["calendar_id"] for row in ran.document["calendars"]] == [CAL, TEAM]
    assert run_cli("calendars", "--json", "--calendar", "my team").document["calendars"][0]["summary"] == "Team"


def test_the_table_is_aligned_by_what_a_terminal_draws(run_cli: RunCli, open_office: OpenOffice) -> None:
    open_office({"calendar_id": TEAM, "summary": "产品日历", "type": "shared", "role": "reader"})
    assert run_cli("calendars").out == (
        f"NAME      TYPE     ROLE       ID\nMe        primary  owner      {CAL}\n产品日历  shared   read-only  {TEAM}\n"
    )
    assert run_cli("calendars", "--lang", "zh").out == (
        f"名称      类型    权限    ID\nMe        主日历  所有者  {CAL}\n产品日历  共享    只读    {TEAM}\n"
    )


def test_offline_it_is_the_list_of_last_time(run_cli: RunCli, office: Office) -> None:
    run_cli("calendars")
    office.state.delete_calendar(TEAM)
    assert len(run_cli("calendars", "--offline", "--json").document["calendars"]) == 2
    assert len(run_cli("calendars", "--json").document["calendars"]) == 1
