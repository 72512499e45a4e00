"""Whatever is tried in whatever order: the chain holds, and made again it gives what there is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from server.errors import ServerError
from server.opinions import rules
from server.opinions.audit import Kept, audit
from server.opinions.chain import entry_json, seal
from server.opinions.evolve import recipients_after, slip_after
from server.opinions.records import Entry, Fact, Person, Recipient, Slip, Stage, State, Stored

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PEOPLE = {name: Person(name, name.title(), "Sở") for name in ("an", "binh", "chi", "office")}
RECIPIENTS = ("an", "binh")
ANSWER = {"opinions": [{"opinion": "agree", "text": ""}], "attachment": None}
ACTIONS = (
    "see",
    "answer",
    "pass_up",
    "send_back",
    "take_back",
    "extend",
    "remind",
    "close",
    "recall",
    "wait",
)

Try = tuple[str, str, str, str]
tries = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.sampled_from(list(PEOPLE)), st.sampled_from(RECIPIENTS),
              st.sampled_from(list(PEOPLE))),
    max_size=40,
)  # fmt: skip


class Play:
    """A slip without a database: the rules decide, the chain keeps, evolve follows."""

    def __init__(self, *, needs_superior: bool) -> None:
        self.now = START
        self.slip = Slip(
            "y1", "1", "Kế hoạch", "", ("?",), "office", "Office", "Sở", START + timedelta(days=2),
            shows_answers=False, needs_superior=needs_superior, created_at=START, changed_at=START,
        )  # fmt: skip
        self.recipients = {
            name: Recipient("y1", name, place, name.title(), "Sở", "department")
            for place, name in enumerate(RECIPIENTS, 1)
        }
        self.entries: list[Entry] = []
        self.keep("office", rules.send(self.slip, list(self.recipients.values()), [], self.now))

    def keep(self, by: str, *facts: Fact) -> None:
        for fact in facts:
            slip = self.slip
            entry = seal("y1", slip.head_seq + 1, self.now, PEOPLE[by], fact, slip.head_hash)
            self.recipients.update(recipients_after(self.recipients, entry))
            self.slip = slip_after(slip, entry)
            self.entries.append(entry)

    def decided(self, what: str, who: str, whose: str, to: str) -> tuple[Fact, ...]:
        slip, one, by, now = self.slip, self.recipients[whose], PEOPLE[who], self.now
        match what:
            case "see":
                return tuple(rules.see(slip, one, by, now))
            case "answer":
                return (rules.answer(slip, one, ANSWER, by, now, self.entries[0].hash),)
            case "pass_up":
                return (rules.pass_up(slip, one, PEOPLE[to], "", None, by, now),)
            case "send_back":
                return (rules.send_back(slip, one, "Hỏi lại", by, now),)
            case "take_back":
                return (rules.take_back(slip, one, by, now),)
            case "extend":
                return (rules.extend(slip, now + timedelta(days=3), "Mưa lũ", now),)
            case "remind":
                return (rules.remind(slip, self.recipients, None, now),)
            case "close":
                return (rules.close(slip, now),)
        return (rules.recall(slip, "Gửi nhầm"),)

    def attempt(self, what: str, who: str, whose: str, to: str) -> None:
        if what == "wait":
            self.now += timedelta(hours=17)
            return
        before = (self.slip, dict(self.recipients), len(self.entries))
        was_open, holder = self.slip.is_open(self.now), self.recipients[whose].holder
        try:
            facts = self.decided(what, who, whose, to)
        except ServerError:
            assert (self.slip, self.recipients, len(self.entries)) == before
            return
        self.keep(who, *facts)
        if what == "answer":
            assert was_open
            assert holder == who

    def kept(self) -> Kept:
        stored = [
            Stored(one.seq, one.by.account, one.kind, one.subject, one.hash, entry_json(one))
            for one in self.entries
        ]
        return Kept(self.slip, list(self.recipients.values()), [], stored)


@settings(deadline=None, max_examples=60)
@given(tried=tries, needs_superior=st.booleans())
def test_the_chain_holds_whatever_is_tried(tried: list[Try], needs_superior: bool) -> None:
    play = Play(needs_superior=needs_superior)
    for one in tried:
        play.attempt(*one)
    assert audit(play.kept()) == ()
    for one in play.recipients.values():
        assert (one.stage == Stage.ANSWERED) == (one.answer is not None) == (one.version > 0)
        if needs_superior and one.answer is not None:
            assert one.answered_by != one.account
    recalled = [entry.seq for entry in play.entries if entry.kind == "slip.recalled"]
    assert recalled in ([], [len(play.entries)])
    assert (play.slip.state == State.RECALLED) == bool(recalled)
