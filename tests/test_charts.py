"""Charts: bars are true to their values, labels are safe, and nothing needs script or style."""

from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts import bar_chart, month_chart, row_chart

SCORES = [
    (str(2562 + n), Decimal(score)) for n, score in enumerate(("76.20", "80.15", "82.64", "84.90", "88.37"))
]
CHARTS = [bar_chart, row_chart, month_chart]
values = st.decimals(min_value=0, max_value=250, places=2)


def bars(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter("rect"))


def texts(svg: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(svg).iter("text")]


def test_the_chart_of_five_years_stands_where_the_reference_screen_has_it(shared):
    svg = bar_chart(SCORES)
    reference = (shared / "look" / "home.html").read_text()
    drawn = reference[reference.index('<svg class="chart"') :]
    expected = ET.fromstring(drawn[: drawn.index("</svg>") + 6])
    assert ET.fromstring(svg).get("viewBox") == expected.get("viewBox")
    for ours, theirs in zip(bars(svg), expected.iter("rect"), strict=True):
        assert ours.get("class") == theirs.get("class")
        for side in ("x", "y", "width", "height"):
            assert float(ours.get(side, "")) == pytest.approx(float(theirs.get(side, "")), abs=0.06)
    assert texts(svg) == [text.text for text in expected.iter("text")]


@pytest.mark.parametrize(("chart", "side"), [(bar_chart, "height"), (row_chart, "width")])
@given(numbers=st.lists(values, min_size=1, max_size=12))
def test_bars_are_as_long_as_their_values_from_zero(chart, side, numbers):
    lengths = [float(bar.get(side)) for bar in bars(chart([("ปี", number) for number in numbers]))]
    full = {"height": 168, "width": 308}[side] / max(100, float(max(numbers)))
    assert lengths == pytest.approx([float(number) * full for number in numbers], abs=0.06)


@pytest.mark.parametrize("chart", CHARTS)
@given(numbers=st.lists(values, min_size=1, max_size=12))
def test_everything_lies_inside_the_drawing_and_no_bar_touches_the_next(chart, numbers):
    svg = chart([("2566", number) for number in numbers])
    _, _, width, height = map(float, ET.fromstring(svg).get("viewBox").split())
    boxes = [[float(bar.get(side)) for side in ("x", "y", "width", "height")] for bar in bars(svg)]
    for x, y, wide, high in boxes:
        assert x >= 0
        assert y >= 0
        assert x + wide <= width
        assert y + high <= height
    for (x, y, wide, high), (next_x, next_y, *_) in pairwise(boxes):
        assert next_x > x + wide or next_y > y + high
    for text in ET.fromstring(svg).iter("text"):
        assert 0 <= float(text.get("y")) <= height


def test_one_bar_is_stressed_and_it_can_be_any_or_none():
    assert [bar.get("class") for bar in bars(bar_chart(SCORES))] == ["bar-2"] * 4 + ["bar"]
    assert [bar.get("class") for bar in bars(bar_chart(SCORES, highlight=0))] == ["bar"] + ["bar-2"] * 4
    assert {bar.get("class") for bar in bars(row_chart(SCORES))} == {"bar-2"}


@pytest.mark.parametrize("chart", CHARTS)
def test_a_label_is_text_and_never_markup(chart):
    svg = chart([('<script>"&', Decimal(1))])
    assert "<script" not in svg
    assert ET.fromstring(svg).find(".//script") is None


def test_a_long_label_is_cut_between_letters_and_never_inside_one():
    label = "การป้องกันการทุจริตและการปรับปรุงการทำงานของหน่วยงานภาครัฐทั้งระบบ"
    assert label not in bar_chart([(label, Decimal(50))] * 12)
    cut = [text for text in texts(row_chart([(label, Decimal(50))])) if text.endswith("…")]
    assert len(cut) == 1
    assert label.startswith(cut[0][:-1])
    assert row_chart([("การปฏิบัติหน้าที่", Decimal(1))]).count("การปฏิบัติหน้าที่") == 1


def test_zero_is_drawn_as_a_bar_without_height_and_said_as_zero():
    svg = bar_chart([("2566", Decimal(0))])
    assert bars(svg)[0].get("height") == "0.0"
    assert "0.00" in texts(svg)


def test_a_negative_value_is_refused_and_no_points_make_no_chart():
    with pytest.raises(ValueError, match="negative"):
        bar_chart([("2566", Decimal(-1))])
    assert bar_chart([]) == row_chart([]) == ""


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_silent_for_screen_readers_and_carries_no_style_or_colour(chart):
    root = ET.fromstring(chart(SCORES))
    assert (root.get("aria-hidden"), root.get("focusable"), root.get("class")) == ("true", "false", "chart")
    for element in root.iter():
        assert not {"style", "fill", "stroke", "onload"} & set(element.attrib)
        assert element.tag in ("svg", "path", "rect", "text")


def test_twelve_months_stand_in_two_lines_of_labels_and_a_zero_draws_nothing():
    months = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค."]
    points = [(month, Decimal(number)) for number, month in enumerate(months)]
    drawn = month_chart(points, top=4, highlight=3)
    assert drawn.count("<rect") == 3
    assert drawn.count('class="bar"') == 1
    assert all(month in drawn for month in months)
    places = {text.get("y") for text in ET.fromstring(drawn).iter("text") if text.text in months}
    assert len(places) == 2
    assert month_chart([]) == ""
    with pytest.raises(ValueError, match="negative"):
        month_chart([("ต.ค.", Decimal(-1))])
