"""How the cells of a table add up: leaves, groups and totals along each axis."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenthread.methods.inputs import Bools, Floats, InputError

TOTAL = "total"


@dataclass(frozen=True, slots=True, eq=False)
class AxisLayout:
    """What is published along one axis: ``membership`` says which leaves each published place adds up.

    ``membership`` has shape (places, leaves); ``sums`` lists (parent place, child places).
    """

    membership: Bools
    names: tuple[str, ...]
    sums: tuple[tuple[int, tuple[int, ...]], ...]


def axis_layout(leaf_count: int, *, total: bool, levels: Sequence[ArrayLike]) -> AxisLayout:
    """Lay out one axis: its leaves, then each level of groups from fine to coarse, then the total."""
    rows: list[Bools] = list(np.eye(leaf_count, dtype=np.bool_))
    names = [str(leaf) for leaf in range(leaf_count)]
    sums: list[tuple[int, tuple[int, ...]]] = []
    children = list(range(leaf_count))
    for level, given in enumerate(levels):
        labels = np.asarray(given)
        if labels.shape != (leaf_count,):
            raise InputError("groups", f"level {level} needs one label for each of the {leaf_count} places")
        parents = []
        for label in dict.fromkeys(labels.tolist()):
            members: Bools = labels == label
            inside = [child for child in children if (rows[child] & members).any()]
            if any((rows[child] & ~members).any() for child in inside):
                raise InputError(
                    "groups", f"level {level}: group {label} cuts through a group of the level below"
                )
            parents.append(len(rows))
            sums.append((len(rows), tuple(inside)))
            rows.append(members)
            names.append(str(label))
        children = parents
    if total:
        sums.append((len(rows), tuple(children)))
        rows.append(np.ones(leaf_count, dtype=np.bool_))
        names.append(TOTAL)
    return AxisLayout(membership=np.array(rows).reshape(-1, leaf_count), names=tuple(names), sums=tuple(sums))


def layouts(
    shape: tuple[int, ...], *, totals: Sequence[int], groups: Mapping[int, Sequence[ArrayLike]]
) -> tuple[AxisLayout, ...]:
    """Lay out every axis of a table."""
    return tuple(
        axis_layout(count, total=axis in totals, levels=groups.get(axis, ()))
        for axis, count in enumerate(shape)
    )


def published(leaves: Floats, axes: tuple[AxisLayout, ...]) -> Floats:
    """Every published number of the table: the leaves and their sums."""
    table = leaves
    for axis, layout in enumerate(axes):
        table = np.moveaxis(
            np.tensordot(layout.membership.astype(np.float64), table, axes=(1, axis)), 0, axis
        )
    return table


def incidence(axes: tuple[AxisLayout, ...]) -> Any:
    """Which leaves each published number adds up, sparse; numbers and leaves both in ``ravel`` order."""
    from scipy import sparse

    whole = sparse.coo_array(np.ones((1, 1)))
    for layout in axes:
        whole = sparse.kron(whole, sparse.coo_array(layout.membership.astype(np.float64)), format="coo")
    return sparse.csr_array(whole)


def leaf_places(axes: tuple[AxisLayout, ...]) -> NDArray[np.int64]:
    """Where the leaves stand among the published numbers, in ``ravel`` order."""
    shape = tuple(len(layout.names) for layout in axes)
    places = np.arange(math.prod(shape), dtype=np.int64).reshape(shape)
    return places[tuple(slice(0, layout.membership.shape[1]) for layout in axes)].ravel()


def separate_parts(axes: tuple[AxisLayout, ...]) -> NDArray[np.int64]:
    """Number the separate tables that published numbers belong to, in ``ravel`` order."""
    shape = tuple(len(layout.names) for layout in axes)
    separate = tuple(count if not layout.sums else 1 for count, layout in zip(shape, axes, strict=True))
    numbered = np.arange(math.prod(separate), dtype=np.int64).reshape(separate)
    return np.broadcast_to(numbered, shape).ravel()


def relations(axes: tuple[AxisLayout, ...]) -> list[NDArray[np.int64]]:
    """Every published sum, as the places of the sum (first) and its parts in ``ravel`` order."""
    shape = tuple(len(layout.names) for layout in axes)
    places = np.arange(math.prod(shape), dtype=np.int64).reshape(shape)
    found: list[NDArray[np.int64]] = []
    for axis, layout in enumerate(axes):
        along = np.moveaxis(places, axis, 0)
        for parent, children in layout.sums:
            lines = along[[parent, *children]].reshape(len(children) + 1, -1)
            found.extend(lines.T)
    return found
