"""The section on votes: question, who was entitled and there, count, rules and result of each. Pure."""

from collections.abc import Iterator

from recordings.official.markup import Html, join, table, tag
from recordings.proceedings.words import Words
from rooms.afterwards.votes import Vote
from rooms.state import Attendance, HandCount, Majority, PollState, Tally, Voter


def vote_sections(found: tuple[Vote, ...], words: Words) -> Html:
    """Return every vote in its order, or that there was none."""
    if not found:
        return tag("p", words("no_votes"))
    return join(_vote(number, vote, words) for number, vote in enumerate(found, 1))


def _vote(number: int, vote: Vote, words: Words) -> Html:
    parts: list[Html] = [tag("h3", words("vote_head", n=number, question=vote.poll.plan.question))]
    parts += [tag("p", line) for line in _about(vote, words)]
    tally = vote.poll.tally
    if tally is not None:
        parts.append(_counts(vote, tally, words))
        parts.append(tag("p", tag("strong", outcome(vote, words)), class_="outcome"))
        parts += [tag("p", line) for line in _hand_lines(vote, words)]
        if not vote.poll.plan.secret:
            parts.append(_roll(vote, words))
    return tag("div", *parts, class_="vote")


def _about(vote: Vote, words: Words) -> Iterator[str]:
    poll = vote.poll
    if vote.title:
        yield words("vote_item", title=vote.title)
    how = words("vote_secret" if poll.plan.secret else "vote_named")
    start = words.clock(poll.opened_at) if poll.opened_at else ""
    end = words.clock(poll.closed_at) if poll.closed_at else words("still")
    yield words("vote_how", how=how, unit=words(f"vote_by.{poll.plan.unit}"), start=start, end=end)
    if poll.state == PollState.CANCELLED:
        reason = f": {poll.cancelled_reason}" if poll.cancelled_reason else ""
        yield words("vote_cancelled", reason=reason)
    if poll.tally is not None:
        yield from _figures(vote, poll.tally, words)
    for grantor, document in vote.documents.items():
        yield words(
            "vote_proxy", grantor=_name(vote, grantor), holder=_holder(vote, grantor), document=document
        )


def _name(vote: Vote, seat: str) -> str:
    voter = vote.poll.voters.get(seat)
    return voter.name if voter else seat


def _holder(vote: Vote, grantor: str) -> str:
    holder = vote.poll.voters[grantor].proxy or ""
    return vote.holders.get(holder, holder)


def _figures(vote: Vote, tally: Tally, words: Words) -> Iterator[str]:
    counted = {"entitled": tally.entitled, "present": tally.present, "cast": tally.cast}
    hands = words("vote_of_hands", n=tally.by_hands) if tally.by_hands else ""
    yield words("vote_figures", **counted, hands=hands)
    if vote.poll.attendance is not None:
        yield _quorum(vote.poll.attendance, tally, words)
    yield _majority(vote.poll.plan.majority, tally, words)


def _quorum(there: Attendance, tally: Tally, words: Words) -> str:
    here = there.here if tally.here is None else tally.here
    if there.need is None:
        return words("vote_no_quorum_rule", invited=there.invited, here=here)
    return words(
        "vote_quorum",
        need=there.need,
        invited=there.invited,
        basis=words(f"vote_basis.{there.basis}"),
        counted=words(f"vote_counted.{there.counted}"),
        here=tally.cast if there.counted == "cast" else here,
        met=words("vote_met" if tally.quorum_met else "vote_not_met"),
    )


def _majority(rule: Majority | None, tally: Tally, words: Words) -> str:
    if rule is None:
        return words("vote_most")
    share = words("vote_over" if rule.over else "vote_at_least", of=rule.of, parts=rule.parts)
    return words("vote_majority", share=share, base=words(f"vote_base.{rule.base}"), need=tally.need)


def label(vote: Vote, choice: str, words: Words) -> str:
    """What a choice is called: the option's own words, or yes, no and abstain in the document's language."""
    own = next((option.label for option in vote.poll.plan.options if option.id == choice), "")
    return own or words(f"choice.{choice}")


def _counts(vote: Vote, tally: Tally, words: Words) -> Html:
    heads = [words(key) for key in ("no", "vote_choice", "vote_count", "vote_share")]
    rows = [
        (number, label(vote, choice, words), count, _share(count, tally.cast))
        for number, (choice, count) in enumerate(tally.counts.items(), 1)
    ]
    if not tally.by_hands:
        return table(heads, rows, "grid counts")
    by_hands = [tally.counts_by_hands[choice] for choice in tally.counts]
    marked = [(*row, hands) for row, hands in zip(rows, by_hands, strict=True)]
    return table([*heads, words("vote_by_hands")], marked, "grid counts")


def _share(count: int, cast: int) -> str:
    """Per cent of those who took part, to one place."""
    tenths = (2000 * count + cast) // (2 * cast) if cast else 0
    return f"{tenths // 10},{tenths % 10} %"


def outcome(vote: Vote, words: Words) -> str:
    """What came of it in one sentence; of a list, what was chosen and what is tied."""
    tally = vote.poll.tally
    if tally is None:
        return ""
    told = [words(f"outcome.{tally.outcome}")]
    for key, choices in (("vote_chosen", tally.chosen), ("vote_tied", tally.tied)):
        if choices:
            told.append(words(key, names="; ".join(label(vote, choice, words) for choice in choices)))
    return " ".join(told)


def _hand_lines(vote: Vote, words: Words) -> Iterator[str]:
    for hall in vote.poll.hands.values():
        yield _hand_line(vote, hall, words)


def _hand_line(vote: Vote, hall: HandCount, words: Words) -> str:
    counts = "; ".join(f"{label(vote, choice, words)}: {count}" for choice, count in hall.counts.items())
    voided = words("vote_voided", n=hall.voided) if hall.voided else ""
    name = vote.halls.get(hall.site, hall.site)
    return words("vote_hands", hall=name, counts=counts, time=words.clock(hall.at), voided=voided)


def _roll(vote: Vote, words: Words) -> Html:
    heads = [words(key) for key in ("no", "name", "office", "hall", "vote_choice")]
    rows = [
        (number, voter.name, voter.office, vote.halls.get(voter.site or "", ""), _given(vote, voter, words))
        for number, voter in enumerate(vote.poll.voters.values(), 1)
    ]
    return table(heads, rows, "grid ballots")


def _given(vote: Vote, voter: Voter, words: Words) -> str:
    if vote.poll.is_by_hands(voter):
        return words("vote_in_hands")
    ballot = vote.poll.ballots.get(voter.seat)
    if ballot is None:
        return words("vote_none")
    given = "; ".join(label(vote, choice, words) for choice in ballot.choices)
    return given + (words("vote_by_proxy", name=_holder(vote, voter.seat)) if voter.proxy else "")
