"""Checks across the tables of a delivery and the store (跨表核对): references, duplicates, possible changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from data import state
from data.registers import Column, load_registers
from data.schema import facts
from etl import places, store
from etl.batch import REJECTED, SUPERSEDED, Batch
from geo.errors import GeoError
from geo.shapes import is_inside_county
from geo.towns import town_by_name, zone_of_town

TOWN_DIGITS = 9
"""Digits of a village code that name its town."""

_INCOME_TOLERANCE_FEN = 100
_INCOME_PARTS = ("wage_income_fen", "business_income_fen", "property_income_fen", "transfer_income_fen")


@dataclass(frozen=True, slots=True)
class Delivered:
    """The batches of a delivery by kind, and the store they come to."""

    batches: Mapping[str, Batch]
    connection: Connection

    def known(self, kind: str, values: set[object]) -> set[object]:
        """Return those of ``values`` that name a living row of ``kind`` in this delivery or in the store."""
        batch = self.batches.get(kind)
        here: set[object] = set()
        if batch is not None:
            here = set(batch.column(batch.register.key[0])[batch.fate != REJECTED])
        missing = values - here
        return (values & here) | store.existing(self.connection, kind, missing)


def check(batches: Mapping[str, Batch], connection: Connection) -> None:
    """Refuse or supersede what cannot stand; kinds come in load order, each after those it refers to."""
    delivered = Delivered(MappingProxyType(dict(batches)), connection)
    gazetteer: places.Gazetteer | None = None
    for kind in load_registers():
        batch = batches.get(kind)
        if batch is None:
            continue
        if kind == "villages":
            _check_villages(batch)
        if kind in ("households", "projects"):
            gazetteer = gazetteer or _gazetteer(delivered)
            (_name_villages if kind == "households" else _locate_projects)(batch, gazetteer)
        if kind == "household_changes":
            _require_person(batch)
        _check_references(batch, delivered)
        batch.supersede()
        if kind == "household_changes":
            _check_changes(batch, delivered)
        if kind == "incomes":
            _check_income_sums(batch, delivered)


def _filled(values: np.ndarray) -> np.ndarray:
    return ~pd.isna(values)


def _check_references(batch: Batch, delivered: Delivered) -> None:
    for column in batch.register.columns:
        if column.reference:
            _check_reference(batch, column, delivered)


def _check_reference(batch: Batch, column: Column, delivered: Delivered) -> None:
    values = batch.column(column.name)
    used = _filled(values) & (values != "") & batch.alive
    known = delivered.known(str(column.reference), set(values[used]))
    unknown = used & ~pd.Series(values).isin(list(known)).to_numpy()
    batch.reject(unknown, column=column.name, code="unknown_reference", values=values)


def zone_of(town_code: str, town_name: str) -> str | None:
    """Return the zone (片区) of a town by its name, else by its code; None for a town the table does not know."""
    try:
        return town_by_name(town_name).zone
    except GeoError:
        pass
    try:
        return zone_of_town(town_code)
    except GeoError:
        return None


def _check_villages(batch: Batch) -> None:
    """Give villages without a zone that of their town; empty a position outside the county, with a warning."""
    zones, codes, towns = batch.column("zone").copy(), batch.column("village_code"), batch.column("town_name")
    for at in np.flatnonzero(pd.isna(zones)):
        zones[at] = zone_of(codes[at][:TOWN_DIGITS], towns[at])
    lon, lat = batch.column("lon").copy(), batch.column("lat").copy()
    outside = np.zeros(len(lon), dtype=bool)
    for at in np.flatnonzero(_filled(lon) | _filled(lat)):
        outside[at] = lon[at] is None or lat[at] is None or not is_inside_county(lon[at], lat[at])
    batch.warn(outside, column="lon", code="outside_county", values=np.full(len(lon), None, dtype=object))
    lon[outside] = lat[outside] = None
    batch.frame["zone"], batch.frame["lon"], batch.frame["lat"] = (
        pd.Series(values, dtype=object) for values in (zones, lon, lat)
    )


def _gazetteer(delivered: Delivered) -> places.Gazetteer:
    """Return the villages by name: those in the store, this delivery's instead of theirs."""
    table = facts["villages"]
    wanted = select(table.c.village_code, table.c.town_name, table.c.village_name).where(store.current(table))
    villages = {code: (town, village) for code, town, village in delivered.connection.execute(wanted)}
    batch = delivered.batches.get("villages")
    if batch is not None:
        rows = batch.frame[batch.alive]
        for code, town, village in zip(rows["village_code"], rows["town_name"], rows["village_name"], strict=True):
            villages[code] = (town, village)
    return places.make_gazetteer((code, town, village) for code, (town, village) in villages.items())


def _name_villages(batch: Batch, gazetteer: places.Gazetteer) -> None:
    """Find the village of households that name town and village instead of giving the code."""
    codes = batch.column("village_code").copy()
    towns, villages = batch.column("town_name"), batch.column("village_name")
    written = np.full(len(codes), None, dtype=object)
    nameless = np.zeros(len(codes), dtype=bool)
    for at in np.flatnonzero(pd.isna(codes)):
        if towns[at] is None or villages[at] is None:
            nameless[at] = True
            continue
        codes[at] = gazetteer.in_town(towns[at], villages[at])
        written[at] = f"{towns[at]}{villages[at]}"
    batch.reject(nameless, column="village_code", code="missing", values=written)
    batch.reject(pd.isna(codes), column="village_code", code="unknown_reference", values=written)
    batch.frame["village_code"] = pd.Series(codes, dtype=object)


def _locate_projects(batch: Batch, gazetteer: places.Gazetteer) -> None:
    """Turn each project's 实施地点 into village codes; a place in doubt stays unassigned, with a warning."""
    written = batch.column("place")
    found = [places.place_codes(place, gazetteer) if place else ("", True) for place in written]
    batch.frame["place_codes"] = pd.Series([codes for codes, _ in found], dtype=object)
    unclear = np.array([not understood for _, understood in found], dtype=bool)
    batch.warn(unclear, column="place", code="unassigned_place", values=written)


def _require_person(batch: Batch) -> None:
    """Refuse a birth, death or move (自然增减) that does not say whose it is."""
    personal = pd.Series(batch.column("change_type")).isin(list(state.PERSON_CHANGES)).to_numpy()
    persons = batch.column("person_no")
    nobody = np.full(len(persons), None, dtype=object)
    batch.reject(personal & (persons == ""), column="person_no", code="missing", values=nobody)


def _identified(delivered: Delivered, households: set[object]) -> dict[object, date | None]:
    """Return the 识别日期 of households, this delivery's going before the store's."""
    table = facts["households"]
    found: dict[object, date | None] = {}
    for chunk in store.chunks(households):
        wanted = select(table.c.household_no, table.c.identified_on)
        found.update(
            delivered.connection.execute(wanted.where(store.current(table), table.c.household_no.in_(chunk))).all()
        )
    batch = delivered.batches.get("households")
    if batch is not None:
        rows = batch.frame[batch.alive]
        for no, day in zip(rows["household_no"], rows["identified_on"], strict=True):
            if day is not None or no not in found:
                found[no] = store.as_date(day)
    return found


def _check_changes(batch: Batch, delivered: Delivered) -> None:
    """Walk each household's changes by day; refuse those of this delivery that cannot follow its state."""
    types, households = batch.column("change_type"), batch.column("household_no")
    ours = batch.alive & pd.Series(types).isin(list(state.HOUSEHOLD_CHANGES)).to_numpy()
    concerned = set(households[ours])
    table = facts["household_changes"]
    walks: dict[object, list[tuple[date, int, str]]] = defaultdict(list)
    stored_keys = set()
    for chunk in store.chunks(concerned):
        for no, person_no, day, change, _ in store.changes_in_order(
            delivered.connection, table, table.c.household_no.in_(chunk)
        ):
            stored_keys.add((no, person_no, day.isoformat(), change))
            if change in state.HOUSEHOLD_CHANGES:
                walks[no].append((day, -1, change))
    keys = batch.keys()
    for at in np.flatnonzero(ours):
        if keys[at] not in stored_keys:
            walks[households[at]].append((date.fromisoformat(keys[at][2]), int(at), types[at]))  # type: ignore[arg-type]
    identified = _identified(delivered, concerned)
    impossible = np.zeros(len(types), dtype=bool)
    for no, walk in walks.items():
        impossible[impossible_changes(sorted(walk, key=lambda step: step[0]), identified.get(no))] = True
    refused = {keys[at] for at in np.flatnonzero(impossible)}
    for at in np.flatnonzero(batch.fate == SUPERSEDED):
        if keys[at] in refused:
            batch.fate[at] = 0
            impossible[at] = True
    batch.reject(impossible, column="change_type", code="impossible_change", values=types)


def impossible_changes(walk: Sequence[tuple[date, int, str]], identified_on: date | None) -> list[int]:
    """Return the positions of this delivery's changes that cannot follow; a stored change is taken as it is."""
    now = state.starting_state(walk[0][2] if walk else None)
    first = date.min if now is None else identified_on or state.BASELINE
    refused: list[int] = []
    for day, position, change in walk:
        early = now is not None and day < first
        if position >= 0 and (early or not state.may_follow(now, change)):
            refused.append(position)
        else:
            now = change
    return refused


def _check_income_sums(batch: Batch, delivered: Delivered) -> None:
    """Note incomes whose parts do not give the stated income a head to within one yuan."""
    frame = batch.frame
    whole = frame[[*_INCOME_PARTS, "business_expense_fen"]].notna().all(axis=1).to_numpy() & batch.alive
    if not whole.any():
        return
    here: dict[str, int | None] = {}
    households = delivered.batches.get("households")
    if households is not None:
        rows = households.frame[households.alive]
        here = dict(zip(rows["household_no"], rows["member_count"], strict=True))
    members = pd.Series(frame["household_no"].map(store.stored_members(delivered.connection, here)), dtype=float)
    total = frame[list(_INCOME_PARTS)].sum(axis=1).astype(float) - frame["business_expense_fen"].astype(float)
    stated = frame["net_income_per_head_fen"].astype(float)
    differs = ((total / members - stated).abs() > _INCOME_TOLERANCE_FEN).to_numpy() & whole & (members > 0).to_numpy()
    batch.warn(
        differs,
        column="net_income_per_head_fen",
        code="income_mismatch",
        values=np.full(len(frame), None, dtype=object),
    )
