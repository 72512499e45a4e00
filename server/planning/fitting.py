"""Fits a skeleton to a day: its title filled in, and whoever cannot be invited any more left out. Pure.

Sites are dated and accounts are disabled; a series goes on without them and says whom it left out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from server.briefings.bodies import PlanBody
from server.briefings.plan import Plan, PlannedItem
from server.planning.records import Skeleton
from server.planning.titles import fill_title
from server.zone import local_day


def plan_of(skeleton: Skeleton, at: datetime, number: int | None) -> Plan:
    """The meeting of a skeleton at a time."""
    body = PlanBody.model_validate(skeleton)
    return body.plan_at(at, fill_title(body.title, local_day(at), number))


def fit(plan: Plan, sites: Collection[str], accounts: Collection[str]) -> tuple[Plan, list[str]]:
    """The plan without the sites and accounts that are not among these, and what was left out."""
    gone = [code for code in plan.sites if code not in sites]
    lost = [one.account for one in plan.officers if one.account not in accounts]
    away = [one.name for one in plan.delegates if one.site in gone]
    absent = {*(f"site-{code}" for code in gone), *(f"officer-{account}" for account in lost)}
    fitted = replace(
        plan,
        sites=[code for code in plan.sites if code in sites],
        site_ranks={code: rank for code, rank in plan.site_ranks.items() if code in sites},
        officers=[one for one in plan.officers if one.account in accounts],
        delegates=[one for one in plan.delegates if one.site not in gone],
        agenda=[_without(item, absent) for item in plan.agenda],
    )
    return fitted, [*gone, *lost, *away]


def _without(item: PlannedItem, absent: Collection[str]) -> PlannedItem:
    return replace(item, seats=tuple(seat for seat in item.seats if seat not in absent))
