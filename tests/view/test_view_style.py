from __future__ import annotations

import pytest

from relgraph.view import style


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_circle_stands_out_from_the_page_at_three_to_one(theme: style.Theme) -> None:
    for circle in [*range(style.CIRCLE_LIMIT), None]:
        assert contrast(style.circle_colour(circle, theme), style.INK[theme].paper) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_links_are_readable_on_the_page(theme: style.Theme) -> None:
    ink = style.INK[theme]
    for colour in (ink.text, ink.muted, ink.accent):
        assert contrast(colour, ink.paper) >= 4.5
        assert contrast(colour, ink.raised) >= 4.5


def test_circles_have_colours_of_their_own() -> None:
    colours = [style.circle_colour(circle, "light") for circle in range(style.CIRCLE_LIMIT)]
    assert len({*colours, style.circle_colour(None, "light")}) == style.CIRCLE_LIMIT + 1


def test_circles_past_the_limit_are_grey() -> None:
    assert style.circle_colour(style.CIRCLE_LIMIT, "dark") == style.circle_colour(None, "dark")


def test_a_link_inside_a_circle_has_its_colour_and_one_between_two_has_not() -> None:
    assert style.link_colour(1, 1, "light") == style.circle_colour(1, "light")
    assert style.link_colour(1, 2, "light") == style.link_colour(None, None, "light")


def test_two_people_have_the_colours_of_their_circles() -> None:
    expected = (style.circle_colour(0, "light"), style.circle_colour(2, "light"))
    assert style.pair_colours(0, 2, "light") == expected


def test_two_people_of_one_circle_are_told_apart() -> None:
    first, second = style.pair_colours(3, 3, "dark")
    assert first != second


def test_sizes_grow_from_least_to_most_present() -> None:
    assert (style.radius(0), style.radius(1)) == (11, 41)
    assert (style.font_size(0), style.font_size(1)) == (19, 34)
    assert (style.link_width(0), style.link_width(1)) == (1, 14)
    assert (style.link_opacity(0), style.link_opacity(1)) == (0.2, 0.7)
