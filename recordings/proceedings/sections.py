"""The numbered sections of the proceedings: attendance, course, statements, questions, papers, votes,
conclusions. Pure.
"""

from collections.abc import Callable

from recordings.official.markup import Html, join, table, tag
from recordings.proceedings.attendance import people
from recordings.proceedings.course import course_rows
from recordings.proceedings.speaking import questionings, statements
from recordings.proceedings.votes import vote_sections
from recordings.proceedings.words import Words
from recordings.story import Story
from rooms import treatment

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
_MAX_PAGES_LISTED = 60


def sections(story: Story, words: Words) -> Html:
    """Return all sections in their order (QĐ 45/2018: those present, course, statements, votes,
    conclusions).
    """
    makers: tuple[tuple[str, Callable[[Story, Words], Html]], ...] = (
        ("people", people),
        ("story", _course),
        ("turns", statements),
        ("questions", questionings),
        ("papers", _papers),
        ("votes", _votes),
        ("decisions", _decisions),
    )
    return join(
        tag("section", tag("h2", f"{number}. {words(key)}"), make(story, words))
        for number, (key, make) in zip(_ROMAN, makers, strict=True)
    )


def _course(story: Story, words: Words) -> Html:
    return table((words("time"), words("event")), course_rows(story, words), "grid course")


def _papers(story: Story, words: Words) -> Html:
    shown: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for page in story.pages:
        if page.paper is not None:
            titles.setdefault(page.paper, page.title)
            where = words("page", page=page.page, time=words.clock(page.at))
            shown.setdefault(page.paper, []).append(where)
    if not shown:
        return tag("p", words("no_papers"))
    rows = [
        (number, (titles[paper] or paper) + _marking(story, paper, words), "; ".join(_shortened(pages)))
        for number, (paper, pages) in enumerate(shown.items(), 1)
    ]
    return table([words(key) for key in ("no", "paper", "pages")], rows, "grid papers")


def _marking(story: Story, paper: str, words: Words) -> str:
    there = story.meeting.papers.get(paper)
    label = treatment(there.marking).label if there else ""
    return words("marked", label=label) if label else ""


def _shortened(pages: list[str]) -> list[str]:
    if len(pages) <= _MAX_PAGES_LISTED:
        return pages
    half = _MAX_PAGES_LISTED // 2
    return [*pages[:half], f"… (+{len(pages) - 2 * half})", *pages[-half:]]


def _votes(story: Story, words: Words) -> Html:
    return vote_sections(story.votes, words)


def _decisions(story: Story, words: Words) -> Html:
    if not story.conclusions:
        return tag("p", words("no_decisions"))
    titles = {held.item: (number, held.title) for number, held in enumerate(story.items, 1)}
    points = []
    for conclusion in story.conclusions:
        amended = len(conclusion.wordings) - 1
        parts = [conclusion.wordings[-1]]
        if conclusion.item in titles:
            number, title = titles[conclusion.item]
            parts.insert(0, tag("em", words("item", n=number, title=title), ". "))
        if amended:
            parts.append(" " + words("amended", n=amended))
        points.append(tag("li", *parts))
    return tag("ol", *points, class_="decisions")
