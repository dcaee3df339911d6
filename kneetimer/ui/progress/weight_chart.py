"""The chart of what an exercise was done with: the heaviest weight of each session. Values only, no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from kneetimer.core.language import tr
from kneetimer.core.progress import WeightPoint
from kneetimer.core.weeks import Window
from kneetimer.ui.progress import chart_words as said
from kneetimer.ui.progress import words
from kneetimer.ui.progress.chart_scales import day_ticks, number_ticks, top_of
from kneetimer.ui.progress.charts.values import ChartLine, ChartReading, ChartView, Dash, Key, Mark, Numbers
from kneetimer.ui.text.dates import day_and_date
from kneetimer.ui.text.numbers import number_text


def weight_chart(name: str, weights: Sequence[WeightPoint], window: Window) -> ChartView:
    """The kilograms of each session over the days of a window."""
    points = tuple(((each.facts.day - window.first).days + 0.5, each.kg) for each in weights)
    top = top_of(max((each.kg for each in weights), default=0))
    return ChartView(
        title=tr(words.WEIGHTS_TITLE),
        note=tr(words.WEIGHTS_NOTE),
        sentence=said.weight_sentence(name, [each.kg for each in weights]),
        x_range=(0, (window.last - window.first).days + 1),
        y_range=(0, top),
        x_ticks=day_ticks(window, 4),
        y_ticks=number_ticks(top),
        numbers=Numbers(
            tuple(map(tr, words.WEIGHT_COLUMNS)),
            tuple((day_and_date(each.facts.day), number_text(each.kg)) for each in weights),
        ),
        readings=tuple(
            ChartReading(x, said.weight_reading(day_and_date(each.facts.day), each.kg))
            for (x, _), each in zip(points, weights, strict=True)
        ),
        lines=(ChartLine(tr(words.DONE), points, "hold", Dash.SOLID, Mark.DISC),) if points else (),
        keys=(Key(tr(words.DONE), "hold", dash=Dash.SOLID, mark=Mark.DISC),) if points else (),
    )
