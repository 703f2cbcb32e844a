"""``ask`` as ``hidden.py`` has it: hidden inputs and their truth besides the common helpers."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from typing import Any

from dxlab.channel import Ask
from dxlab.channel.transport import Transport
from grader.data import load_dataset
from grader.engine.model import Released
from grader.engine.seeds import hidden_seeds
from grader.settings import Course


@dataclass
class Inputs:
    """Hidden inputs of one grading run: made once, shared by all its submissions."""

    course: Course
    made: dict[tuple[str, int, str], tuple[dict[str, Any], Any]] = field(default_factory=dict)

    def make(self, dataset: str, seed: int, knobs: dict[str, Any]) -> tuple[dict[str, Any], Any]:
        """``(tables, truth)`` of a dataset. The caller must not change them."""
        key = (dataset, seed, json.dumps(knobs, sort_keys=True, default=str))
        if key not in self.made:
            self.made[key] = load_dataset(self.course, dataset).make(seed, **knobs)
        return self.made[key]


@dataclass(frozen=True)
class CheckContext:
    """What a hidden check may know about the run it belongs to."""

    inputs: Inputs
    secret: bytes
    lab: str
    exercise: str
    draw: int
    released: dict[str, Released]


class GraderAsk(Ask):
    """The helpers of a hidden check. Tables are copies: a check may change them."""

    def __init__(self, transport: Transport, context: CheckContext) -> None:
        super().__init__(transport)
        self._context = context

    def seeds(self, n: int) -> list[int]:
        """``n`` seeds of this exercise."""
        c = self._context
        return hidden_seeds(c.secret, c.lab, c.exercise, c.draw, n)

    def make(self, dataset: str, seed: int, table: str | None = None, **knobs: Any) -> tuple[Any, Any]:
        """``(table, truth)`` of a dataset; ``table`` is needed when it has several."""
        tables, truth = self._context.inputs.make(dataset, seed, knobs)
        if table is None:
            if len(tables) != 1:
                raise ValueError(f"{dataset} has several tables: {', '.join(tables)}")
            table = next(iter(tables))
        return copy.deepcopy(tables[table]), copy.deepcopy(truth)

    def released(self, file: str) -> tuple[Any, Any]:
        """``(table, truth)`` of a released data file of this cohort."""
        recipe = self._context.released[file]
        return self.make(recipe.dataset, recipe.seed, recipe.table, **recipe.knobs)
