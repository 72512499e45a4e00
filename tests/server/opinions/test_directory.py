"""Whom a slip can be sent to: accounts, their groups, and lists pasted as text."""

from __future__ import annotations

import pytest

from server.opinions.groups import fold, group_of
from tests.server.opinions.support import Circle


@pytest.mark.parametrize(
    ("office", "group"),
    [
        ("Sở Y tế", "department"),
        ("Chánh Văn phòng, Sở Tài chính", "department"),
        ("UBND huyện Quỳ Châu", "district"),
        ("Ủy ban nhân dân thị xã Thái Hòa", "district"),
        ("UBND xã Châu Bình", "commune"),
        ("Thị trấn Kim Sơn", "commune"),
        ("Trường THPT Quế Phong", "school"),
        ("Bệnh viện Đa khoa tỉnh", "unit"),
        ("Văn phòng Tỉnh ủy", "province"),
        ("Văn phòng UBND tỉnh", "province"),
        ("", "other"),
        ("Hội Nông dân", "other"),
    ],
)
def test_an_agencys_name_says_its_group(office: str, group: str) -> None:
    assert group_of(office) == group


def test_a_site_of_the_same_name_knows_better() -> None:
    assert group_of("Hội Nông dân", "agency") == "unit"
    assert group_of("Sở Y tế", "district") == "district"


def test_folding_leaves_no_accent_case_or_mark() -> None:
    assert fold("  Đồng-Ý, Quỳ  Hợp ") == "dong y quy hop"


async def test_everybody_who_can_sign_in_is_offered_with_group_and_site(at: Circle) -> None:
    await at.world.add_sites()
    await at.add("quephong", "member", name="Vi Văn Sơn", office="Quế Phong")
    await at.world.services.people.accounts.change(at.ids["mai"], {"disabled": True})
    found = {one["login"]: one for one in (await at.office.get("/opinions/directory")).json()}
    assert (found["quephong"]["group"], found["quephong"]["site"]) == ("district", "414")
    assert "mai" not in found
    assert (await at.tabs["hoa"].get("/opinions/directory")).status_code == 403


async def match(at: Circle, text: str) -> tuple[dict[str, str], list[str], list[str]]:
    found = (await at.office.post("/opinions/directory/match", json={"text": text})).json()
    names = {account: login for login, account in at.ids.items()}
    chosen = {names[one["account"]]: one["group"] for one in found["chosen"]}
    return chosen, found["unknown"], found["ambiguous"]


async def test_a_pasted_list_is_found_by_login_name_or_agency_without_accents(at: Circle) -> None:
    text = "Tên đăng nhập;Nhóm\nHOA;\nđặng quốc dũng;Huyện miền núi\r\n"
    text += "UBND xa Chau Binh\n\nkhong-co;x\nSở Y tế\n"
    chosen, unknown, ambiguous = await match(at, text)
    assert chosen == {"hoa": "department", "dung": "Huyện miền núi", "mai": "commune"}
    assert (unknown, ambiguous) == (["khong-co"], ["Sở Y tế"])


@pytest.mark.parametrize("text", ["hoa,A\nbinh,B", "hoa\tA\nbinh\tB", '\ufeff"hoa";A\n"binh";B'])
async def test_lists_come_from_spreadsheets_and_files(at: Circle, text: str) -> None:
    assert (await match(at, text))[0] == {"hoa": "A", "binh": "B"}


async def test_a_list_that_is_none_harms_nothing(at: Circle) -> None:
    for text in ("", "\n\n", '"', "\x00;\x00", ";;;\n;"):
        answer = await at.office.post("/opinions/directory/match", json={"text": text})
        assert answer.status_code == 200
        assert answer.json()["chosen"] == []
