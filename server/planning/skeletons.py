"""Makes the skeleton of a meeting that exists, so that it can be held again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rooms import Meeting
from rooms.state import Item, QuorumRule


def skeleton_of(state: Meeting, emails: Mapping[str, str]) -> dict[str, Any]:
    """Everything of a meeting but its time; what it took over from others belongs to it alone."""
    own = [state.agenda.items[key] for key in (*state.agenda.order, *state.agenda.postponed)]
    return {
        "title": state.title.replace("{", "(").replace("}", ")"),
        "planned_s": state.planned_s,
        "agenda": [_item(item, state) for item in own if item.carried_from is None],
        "sites": [site.code for site in state.sites.values()],
        "site_ranks": {site.code: site.rank for site in state.sites.values() if site.rank},
        "officers": [
            {
                "account": one.seat.removeprefix("officer-"),
                "role": str(one.role),
                "order": one.order,
                "rank": one.rank,
            }
            for one in state.officers.values()
        ],
        "delegates": [
            {
                "name": one.name,
                "office": one.office,
                "site": state.sites[one.site].code,
                "rank": one.rank,
                "email": emails.get(one.id, ""),
            }
            for one in state.delegates.values()
        ],
        "auto_record": state.auto_record,
        "max_open": state.floor.max_open,
        "quorum": _quorum(state.quorum),
    }


def _item(item: Item, state: Meeting) -> dict[str, Any]:
    # Delegates are numbered anew in every meeting: their seats would name somebody else.
    seats = [seat for seat in item.seats if seat in state.sites or seat in state.officers]
    return {
        "title": item.title,
        "rapporteur": item.rapporteur,
        "planned_s": item.planned_s,
        "seats": seats,
        "internal": item.internal,
        "carried_from": None,
    }


def _quorum(rule: QuorumRule | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    share = None
    if rule.of is not None:
        share = {"of": rule.of, "parts": rule.parts, "over": rule.over}
    return {"basis": rule.basis, "at_least": share, "count": rule.count}
