"""The workbook's file, on computers with one thing wrong each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cst_xl.hosts.doctor import workbook_checks as checks
from cst_xl.hosts.doctor.checks import Outcome

TRUSTED = r"Microsoft\Office\16.0\Excel\Security\Trusted Locations"
USER, POLICY = rf"HKCU\Software\{TRUSTED}", rf"HKCU\Software\Policies\{TRUSTED}"
COMMON = r"HKCU\Software\Policies\Microsoft\Office\16.0\Common\Security\Trusted Locations"
BOOK = Path(r"C:\Focus\2016\Focus_2016-T2.xlsm")


def test_a_workbook_with_macros_is_fine(macro_workbook):
    assert checks.macros(macro_workbook).outcome is Outcome.FINE


def test_a_workbook_without_macros_is_told(built_example):
    check = checks.macros(built_example)
    assert check.outcome is Outcome.WARNING
    assert ".xlsm" in check.remedy


@pytest.mark.parametrize("content", [b"testo", None])
def test_a_file_that_is_no_workbook_is_a_problem(tmp_path, content):
    path = tmp_path / "altro.xlsm"
    if content:
        path.write_bytes(content)
    check = checks.macros(path)
    assert check.outcome is Outcome.PROBLEM
    assert "altro.xlsm" in check.cause


def test_a_file_from_the_internet_is_a_problem(pc):
    pc.zones[BOOK] = 3
    check = checks.web_mark(pc, BOOK)
    assert check.outcome is Outcome.PROBLEM
    assert "Unblock-File" in check.remedy


@pytest.mark.parametrize("zone", [None, 0, 1, 2])
def test_a_file_of_the_office_s_own_is_fine(pc, zone):
    if zone is not None:
        pc.zones[BOOK] = zone
    assert checks.web_mark(pc, BOOK).outcome is Outcome.FINE


@pytest.mark.parametrize(
    ("key", "path", "deep"),
    [
        (USER, r"C:\Focus\2016", 0),
        (USER, "c:\\focus\\2016\\", 0),
        (USER, "C:\\Focus\\", 1),
        (USER, "%CARTELLE%\\2016", 0),
        (POLICY, r"C:\Focus", 1),
        (rf"{COMMON}\All Applications", r"C:\Focus", 1),
    ],
)
def test_a_trusted_location_covers_its_folder_and_those_below_if_it_says_so(pc, key, path, deep):
    pc.environment = {"Cartelle": r"C:\Focus"}
    pc.set(rf"{key}\Location7", "Path", path)
    pc.set(rf"{key}\Location7", "AllowSubfolders", deep)
    assert checks.is_trusted(pc, BOOK)
    assert checks.trusted(pc, BOOK).outcome is Outcome.FINE


@pytest.mark.parametrize("path", [r"C:\Focus", r"C:\Altro", r"C:\Focus\201", ""])
def test_other_folders_aren_t_trusted(pc, path):
    pc.set(rf"{USER}\Location1", "Path", path)
    check = checks.trusted(pc, BOOK)
    assert check.outcome is Outcome.WARNING
    assert "Percorsi attendibili" in check.remedy


def test_policies_can_switch_trusted_locations_off(pc):
    pc.set(rf"{USER}\Location1", "Path", r"C:\Focus\2016")
    assert checks.is_trusted(pc, BOOK)
    pc.set(COMMON, "Allow User Locations", 0)
    assert not checks.is_trusted(pc, BOOK)
    pc.set(rf"{POLICY}\Location1", "Path", r"C:\Focus\2016")
    assert checks.is_trusted(pc, BOOK)
    pc.set(POLICY, "AllLocationsDisabled", 1)
    assert not checks.is_trusted(pc, BOOK)


def test_a_network_folder_is_trusted_only_where_that_is_allowed(pc):
    book = Path(r"\\server\focus\Focus.xlsm")
    pc.set(rf"{USER}\Location1", "Path", r"\\server\focus")
    assert not checks.is_trusted(pc, book)
    pc.set(USER, "AllowNetworkLocations", 1)
    assert checks.is_trusted(pc, book)


@pytest.mark.parametrize(
    "place",
    [
        {"environment": {"OneDrive": r"C:\Focus"}},
        {"environment": {"OneDriveCommercial": "c:\\focus\\"}},
        {"book": Path("https://ente.sharepoint.com/sites/csi/Focus.xlsm")},
        {"synced": r"C:\Focus\2016"},
    ],
)
def test_a_file_in_the_cloud_is_told(pc, place):
    pc.environment = place.get("environment", {})
    if "synced" in place:
        pc.set(r"HKCU\Software\SyncEngines\Providers\OneDrive\1234", "MountPoint", place["synced"])
    check = checks.cloud(pc, place.get("book", BOOK))
    assert check.outcome is Outcome.WARNING
    assert "OneDrive o SharePoint" in check.cause


def test_a_folder_whose_name_begins_alike_is_no_cloud(pc):
    pc.environment = {"OneDrive": r"C:\Foc"}
    assert checks.cloud(pc, BOOK).outcome is Outcome.FINE


def test_a_folder_that_can_t_be_written_is_a_problem(pc):
    assert checks.permissions(pc, BOOK).outcome is Outcome.FINE
    pc.read_only.add(BOOK.parent)
    check = checks.permissions(pc, BOOK)
    assert check.outcome is Outcome.PROBLEM
    assert "sola lettura" in check.cause


def test_without_a_workbook_the_home_folder_is_tried(pc):
    pc.read_only.add(pc.home)
    assert checks.permissions(pc, None).outcome is Outcome.PROBLEM


@pytest.mark.parametrize("check", [checks.web_mark, checks.trusted])
def test_outside_windows_or_without_a_workbook_they_don_t_apply(pc, check):
    assert check(replace(pc, windows=False), BOOK).found.endswith("soltanto Windows")
    assert "nessuna cartella di lavoro" in check(pc, None).found


def test_without_a_workbook_there_is_nothing_to_say_of_it(pc):
    assert checks.macros(None).outcome is checks.cloud(pc, None).outcome is Outcome.SKIPPED
