"""What differs between two stories in words and colours, the same for network, chart and table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from relgraph.comparison.records import PER_WORDS
from relgraph.view.style import INK

if TYPE_CHECKING:
    from relgraph.comparison import Contrast, Difference, Gap
    from relgraph.view.style import Theme

Kind = Literal["first", "second", "less", "more", "alike"]

_SIDES = {"light": ("#0072B2", "#C65200"), "dark": ("#5AA9EA", "#F08338")}
_ALIKE = {"light": "#767C85", "dark": "#8F959E"}

DASHES: dict[Kind, list[int] | None] = {
    "first": [14, 8],
    "second": [3, 7],
    "less": None,
    "more": None,
    "alike": None,
}
"""Lines of vis-network: dashed for what is lost, dotted for what is gained, whole for what is in both."""

SIGNS: dict[Kind, str] = {"first": "", "second": "", "less": "−", "more": "+", "alike": ""}


def kind_of(one: Difference) -> Kind:
    """Return how a relationship differs: in one story only, called less or more in the second, or not called."""
    if one.where != "both":
        return one.where
    if not one.called:
        return "alike"
    return "more" if one.per_words.difference.value > 0 else "less"


def colour_of(kind: Kind, theme: Theme) -> str:
    """Return the colour of a kind: that of the story which has more of it, grey for what is not called different."""
    if kind == "alike":
        return _ALIKE[theme]
    return _SIDES[theme][kind in {"second", "more"}]


def side_colours(theme: Theme) -> tuple[str, str]:
    """Return the colours of the first and the second story."""
    return _SIDES[theme]


def neutral(theme: Theme) -> str:
    """Return the colour of what belongs to both."""
    return INK[theme].muted


def meaning(kind: Kind, contrast: Contrast) -> str:
    """Return what a kind is called in the legend and in the table."""
    first, second = contrast.stories
    return {
        "first": f"only in {first}",
        "second": f"only in {second}",
        "less": f"more in {first}",
        "more": f"more in {second}",
        "alike": "in both, not called different",
    }[kind]


def verdict(one: Difference, contrast: Contrast) -> str:
    """Return what can be said of a relationship, in words for the table."""
    if one.absent:
        return f"{' and '.join(one.absent)} only in one story"
    said = _said(one.per_words, contrast, short=contrast.too_short)
    return f"{meaning(kind_of(one), contrast)}; {said}" if one.where != "both" else said


def gain_verdict(gap: Gap, contrast: Contrast) -> str:
    """Return what can be said of a person's share."""
    return _said(gap, contrast, short=contrast.too_short)


def _said(gap: Gap, contrast: Contrast, *, short: bool) -> str:
    if gap.p is None:
        return "not tested: a story is too short" if short else "too few meetings to tell"
    if not gap.called:
        return "may be chance"
    return f"more in {contrast.stories[gap.difference.value > 0]}"


def how(contrast: Contrast) -> str:
    """Return in a sentence or two what it means that a difference is called one."""
    if contrast.too_short:
        return (
            "At least one of these stories is too short to tell a difference from chance, so that nothing is called "
            "different. The figures are what was counted, and no more."
        )
    tested, called = contrast.tested, len(contrast.called)
    relationships = f"{tested} relationship{'s' if tested != 1 else ''}"
    return (
        f"{relationships} could be tested, {called} {'is' if called == 1 else 'are'} called different: the "
        f"{100 * contrast.level:.0f} % interval of the difference leaves out zero, and of all that are called at most "
        f"{100 * (1 - contrast.level):.0f} % is expected to be chance. What meets seldom is hardly ever called: that "
        "it is not called does not say that it is the same."
    )


UNITS = {"per_words": f"per {PER_WORDS:,} words", "share": "% of all meetings"}
