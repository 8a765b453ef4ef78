"""Accesses as people and web statistics write them."""

from __future__ import annotations

import pytest

from cst_xl.sections.access import SECTION

BAND_HEADERS = ["Fascia oraria", "Accessi", "Unità"]
DEVICE_HEADERS = ["Dispositivo", "Accessi o quota"]
WEEK_HEADERS = ["Ora", "Lun", "Mar", "Mer", "Gio", "Ven", "Sab", "Dom"]


@pytest.fixture
def bands(inputs):
    """Inputs from bands of the day alone: each (band, accesses) or with the unit behind."""

    def make(*rows, **more):
        return inputs(SECTION, {"fasce": [BAND_HEADERS, *map(list, rows)]}, **more)

    return make


@pytest.fixture
def devices(inputs):
    """Inputs from devices alone: each (device, accesses or share)."""

    def make(*rows):
        return inputs(SECTION, {"dispositivi": [DEVICE_HEADERS, *map(list, rows)]})

    return make


@pytest.fixture
def week(inputs):
    """Inputs from the table by hour and weekday: 24 rows, seven numbers each, unless rows are given."""

    def make(*rows, bands=(), **more):
        lines = rows or [[f"{hour}h", "10", "10", "10", "10", "10", "30", "40"] for hour in range(24)]
        tables = {"ore_giorni": [WEEK_HEADERS, *lines]}
        if bands:
            tables["fasce"] = [BAND_HEADERS, *map(list, bands)]
        return inputs(SECTION, tables, **more)

    return make
