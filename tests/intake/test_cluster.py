"""Monthly figures on a real Dask cluster of two processes on this machine: the same as in one process."""

from __future__ import annotations

import pytest

from cst_xl.core.errors import CstError
from cst_xl.intake import aggregate, cluster
from tests.intake import test_punctuality
from tests.intake.samples import OTRS, context
from tests.intake.test_aggregate import made_up

distributed = pytest.importorskip("distributed", reason="the extra «cluster» isn't installed")


@pytest.fixture(scope="module")
def address():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
    ) as made:
        yield made.scheduler_address


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("piece", [100, 1000])
def test_two_processes_count_as_one_does(address, tmp_path, piece):
    for path in (OTRS, made_up(tmp_path / "a.csv", 3000, states=False)):
        with cluster.mapper(address) as mapper:
            found = aggregate.monthly(path, context(), mapper=mapper, piece=piece)
        assert found == aggregate.monthly(path, context())


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_two_processes_find_the_same_breaches(address, tmp_path):
    path = test_punctuality.made_up(tmp_path / "a.csv", 600, 1)
    with cluster.mapper(address) as mapper:
        assert test_punctuality.outside(path, mapper=mapper, piece=100) == test_punctuality.outside(path)


@pytest.mark.filterwarnings("default")
def test_a_scheduler_that_doesn_t_answer_is_a_sentence(monkeypatch):
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(CstError, match="non risponde"), cluster.mapper("tcp://127.0.0.1:9"):
        pass
