"""Bar charts as inline SVG without script or style; the table beside a chart speaks for it."""

import unicodedata
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString

Point = tuple[str, Decimal]

# In user units of the drawing, after the reference screens: text is 13.5 units high there.
_LETTER = 7.5
_GUTTER, _FIRST, _MARGIN = 26, 30, 14
_CEILING, _FLOOR, _HEIGHT = 24, 192, 216
_PLOT_WIDTH, _MIN_PITCH, _MAX_PITCH = 320, 50, 80
_ROW, _ROW_WIDTH, _VALUE_WIDTH = 46, 364, 56


def bar_chart(
    points: Sequence[Point], *, top: int = 100, highlight: int | None = -1, digits: int = 2
) -> SafeString:
    """Draw upright bars from zero to `top` (or the largest value, if that is more), values over them.

    `points` are label and value, none below zero; `highlight` is the index of the bar to stress, None for
    none. Without points there is no chart. Raises ValueError for a negative value.
    """
    if not points:
        return SafeString()
    scale = _scale(points, top)
    pitch = min(max(_PLOT_WIDTH / len(points), _MIN_PITCH), _MAX_PITCH)
    plot = max(pitch * len(points), _PLOT_WIDTH)
    width = _FIRST + plot + _MARGIN
    start = _FIRST + (plot - pitch * len(points)) / 2
    drawing = [_rule(level, scale, width) for level in (Decimal(0), scale / 2, scale)]
    bar = pitch * 0.625
    for index, (label, value) in enumerate(points):
        is_stressed = highlight is not None and index == highlight % len(points)
        middle = start + pitch * (index + 0.5)
        height = float(value / scale) * (_FLOOR - _CEILING)
        drawing += [
            _bar(middle - bar / 2, _FLOOR - height, bar, height, is_stressed),
            _text(_figure(value, digits), middle, _FLOOR - height - 7, "middle", is_stressed),
            _text(_cut(label, int(pitch / _LETTER)), middle, _FLOOR + 19, "middle", is_stressed),
        ]
    return _drawing(width, _HEIGHT, drawing)


def month_chart(
    points: Sequence[Point],
    *,
    top: int = 100,
    highlight: int | None = None,
    digits: int = 0,
    texts: Sequence[str] = (),
) -> SafeString:
    """Draw upright bars close together, their short labels by turns in two lines; for the months of a year.

    Arguments and errors as for `bar_chart`; a zero has no bar and no figure. `texts`, one for each point, are
    written over the bars in place of the values, as "<3" is over a bar that is only known to be that low.
    """
    if not points:
        return SafeString()
    scale = _scale(points, top)
    pitch = _PLOT_WIDTH / len(points)
    width = _FIRST + _PLOT_WIDTH + _MARGIN
    drawing = [_rule(level, scale, width) for level in (Decimal(0), scale / 2, scale)]
    for index, (label, value) in enumerate(points):
        is_stressed = highlight is not None and index == highlight % len(points)
        middle = _FIRST + pitch * (index + 0.5)
        height = float(value / scale) * (_FLOOR - _CEILING)
        if value:
            drawing.append(_bar(middle - pitch * 0.34, _FLOOR - height, pitch * 0.68, height, is_stressed))
            text = texts[index] if texts else _figure(value, digits)
            drawing.append(_text(text, middle, _FLOOR - height - 7, "middle", is_stressed))
        drawing.append(_text(label, middle, _FLOOR + 19 + index % 2 * 17, "middle", is_stressed))
    return _drawing(width, _HEIGHT + 18, drawing)


def pair_chart(
    points: Sequence[tuple[str, Decimal, Decimal]], *, names: tuple[str, str], top: int = 4
) -> SafeString:
    """Draw two upright bars for each label side by side, with their names under the drawing; for months of a year.

    Arguments and errors as for `bar_chart`; a zero has no bar. The figures are in the table beside the chart.
    """
    if not points:
        return SafeString()
    scale = _scale([(label, max(pair)) for label, *pair in points], top)
    if min(min(pair) for _, *pair in points) < 0:
        raise ValueError("a bar chart from zero cannot show a negative value")
    pitch = _PLOT_WIDTH / len(points)
    width = _FIRST + _PLOT_WIDTH + _MARGIN
    drawing = [_rule(level, scale, width) for level in (Decimal(0), scale / 2, scale)]
    for index, (label, *pair) in enumerate(points):
        left = _FIRST + pitch * (index + 0.12)
        for at, value in enumerate(pair):
            height = float(value / scale) * (_FLOOR - _CEILING)
            if value:
                drawing.append(_bar(left + at * pitch * 0.38, _FLOOR - height, pitch * 0.38, height, at == 0))
        middle = _FIRST + pitch * (index + 0.5)
        drawing.append(_text(label, middle, _FLOOR + 19 + index % 2 * 17, "middle", False))
    for at, name in enumerate(names):
        x = _FIRST + at * _PLOT_WIDTH / 2
        drawing += [_bar(x, _HEIGHT + 24, 13, 13, at == 0), _text(name, x + 20, _HEIGHT + 35, "start", False)]
    return _drawing(width, _HEIGHT + 42, drawing)


def row_chart(
    points: Sequence[Point], *, top: int = 100, highlight: int | None = None, digits: int = 2
) -> SafeString:
    """Draw lying bars, each under its label and before its value; for long labels such as indicators.

    Arguments and errors as for `bar_chart`.
    """
    if not points:
        return SafeString()
    scale = _scale(points, top)
    longest = _ROW_WIDTH - _VALUE_WIDTH
    drawing = []
    for index, (label, value) in enumerate(points):
        is_stressed = highlight is not None and index == highlight % len(points)
        y = index * _ROW
        length = float(value / scale) * longest
        drawing += [
            _text(_cut(label, int(_ROW_WIDTH / _LETTER) - 1), 6, y + 15, "start", is_stressed),
            _bar(0, y + 22, length, 14, is_stressed),
            _text(_figure(value, digits), length + 6, y + 34, "start", is_stressed),
        ]
    axis = f'<path class="axis" d="M0.5 0V{_ROW * len(points)}"/>'
    return _drawing(_ROW_WIDTH, _ROW * len(points), [*drawing, axis])


def _scale(points: Sequence[Point], top: int) -> Decimal:
    values = [value for _, value in points]
    if min(values) < 0:
        raise ValueError("a bar chart from zero cannot show a negative value")
    return max(Decimal(top), *values)


def _rule(level: Decimal, scale: Decimal, width: float) -> str:
    y = _FLOOR - float(level / scale) * (_FLOOR - _CEILING) + 0.5
    line = f'<path class="{"rule" if level else "axis"}" d="M{_GUTTER} {y:.1f}H{width - 4:.1f}"/>'
    return line + f'<text class="faint" x="20" y="{y + 3.5:.1f}" text-anchor="end">{_figure(level, 0)}</text>'


def _bar(x: float, y: float, width: float, height: float, is_stressed: bool) -> str:
    name = "bar" if is_stressed else "bar-2"
    return f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _text(text: str, x: float, y: float, anchor: str, is_stressed: bool) -> str:
    emphasis = ' class="strong"' if is_stressed else ""
    return f'<text{emphasis} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _figure(value: Decimal, digits: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,}"


def _cut(label: str, letters: int) -> str:
    """Return a label of at most so many letters; vowels and tone marks above and below take no room."""
    clusters = list(_clusters(label))
    return label if len(clusters) <= letters else "".join(clusters[: letters - 1]).rstrip() + "…"


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for letter in text:
        if cluster and unicodedata.category(letter) != "Mn":
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def _drawing(width: float, height: float, parts: list[str]) -> SafeString:
    head = f'<svg class="chart" viewBox="0 0 {width:g} {height:g}" aria-hidden="true" focusable="false">'
    # Every part is made here from numbers; labels have been escaped in _text.
    return SafeString(head + "".join(parts) + "</svg>")
