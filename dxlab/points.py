"""The value of ``check(...)``: points as a number, and a card beside it."""

from __future__ import annotations

from dxlab.cards import Card


class Points(float):
    """Points that show as a card; their ``text/plain`` is the bare number.

    nbgrader reads partial points from the text of a test cell's result, and
    takes anything that is no number for full marks.
    """

    card: Card

    def __new__(cls, value: float, card: Card) -> Points:
        points = super().__new__(cls, value)
        points.card = card
        return points

    def __repr__(self) -> str:
        return f"{float(self):g}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self.card.html}
