"""The log file: appended to, begun anew when long, never one more failure."""

from __future__ import annotations

from cst_xl.hosts import log


def fail(folder):
    try:
        int("per prova")
    except ValueError:
        return log.record("una prova", folder)


def test_a_record_has_what_was_done_the_versions_and_the_traceback(tmp_path):
    path = fail(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert "una prova" in text
    assert "Python 3." in text
    assert "xlwings 0." in text
    assert "ValueError: invalid literal" in text


def test_records_follow_each_other(tmp_path):
    fail(tmp_path)
    assert fail(tmp_path).read_text(encoding="utf-8").count(" una prova\n") == 2


def test_a_file_that_has_grown_long_is_begun_anew(tmp_path):
    (tmp_path / log.NAME).write_text("x" * 1_000_001, encoding="utf-8")
    assert len(fail(tmp_path).read_text(encoding="utf-8")) < 5_000


def test_a_log_that_can_t_be_written_is_no_failure(tmp_path):
    assert fail(tmp_path / "non c'è") is None
