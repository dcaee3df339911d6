"""export, import and report as people and scripts use them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import StandingClock
from stored_sessions import START, StillClock, fill, store, whole_session

from kneetimer.__main__ import main
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Began, Removed
from kneetimer.core.script import build_script
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History

BACKUPS = Path(__file__).with_name("data") / "backups"


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The exit code and what was printed."""
    try:
        code: object = main(list(words), StandingClock(START + timedelta(days=60)))
    except SystemExit as left:
        code = left.code
    told = capsys.readouterr()
    assert isinstance(code, int)
    return code, told.out, told.err


def test_backups_are_listed_with_what_they_hold_and_one_is_put_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last good one is named, with its sessions; a damaged one is put back only when asked for."""
    folder = tmp_path / "data"
    where = locate(folder)
    assert ran(capsys, "restore", "--data-dir", str(folder))[0] == 0
    with History.open_to_write(where, StillClock()) as history:
        store(history, whole_session(begun(1)))
        good = history.back_up()
        store(history, whole_session(begun(2)))
    spoiled = where.backups_dir / "kneetimer-20270101T080000Z.db"
    spoiled.write_bytes((BACKUPS / "backup-one-changed-note.db").read_bytes())
    code, out, _ = ran(capsys, "restore", "--data-dir", str(folder))
    day = (START + timedelta(days=7)).date()
    said = f"1 session, the last of {day}"
    assert (code, out.splitlines()[-1]) == (
        0,
        f"The last good one is {good}, on the disk of your data: {said}.",
    )
    assert "1 thing in it changed or damaged" in out
    before = where.database.read_bytes()
    code, out, err = ran(capsys, "restore", spoiled.name, "--data-dir", str(folder))
    assert code == 1 and "changed or missing event" in out and "add --damaged-too" in err
    assert where.database.read_bytes() == before
    code, out, _ = ran(capsys, "restore", str(good), "--data-dir", str(folder))
    assert (code, out.splitlines()[0]) == (0, f"The backup {good} is back: {said}.")
    assert ran(capsys, "restore", spoiled.name, "--damaged-too", "--data-dir", str(folder))[0] == 0
    assert ran(capsys, "restore", "nothing.db", "--data-dir", str(folder))[0] == 1


@pytest.mark.parametrize(
    "words",
    [("import",), ("restore",), ("export",), ("report",), ("plan", "check"), ("runs", "check")],
)
def test_a_name_that_the_system_refuses_is_one_sentence(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A path that was put together wrong is said to be too long, and nothing is done."""
    folder = tmp_path / "data"
    fill(locate(folder), 1)
    code, out, err = ran(capsys, *words, str(tmp_path / ("x" * 300)), "--data-dir", str(folder))
    assert code in (1, 2)
    (line,) = (out + err).splitlines()
    assert "too long" in line


@pytest.mark.parametrize("content", [b"", b"not a backup", None])
def test_what_is_no_backup_is_not_spoken_of_as_the_data_file(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty file, a text or a folder: it is left where it is, and the way to the backups is said."""
    chosen = tmp_path / "chosen"
    if content is None:
        chosen.mkdir()
    else:
        chosen.write_bytes(content)
    code, out, err = ran(capsys, "restore", str(chosen), "--data-dir", str(tmp_path / "data"))
    assert (code, out) == (1, "")
    assert err == (
        f"kneetimer: {chosen} is no backup of KneeTimer; "
        "kneetimer restore, without a file, lists those that there are.\n"
    )


def test_an_export_says_what_is_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of three sessions one was deleted: two are exported, and the deleted one goes along as such."""
    folder = tmp_path / "data"
    with History.open_to_write(locate(folder), StillClock()) as history:
        ids = [store(history, whole_session(begun(week))) for week in (1, 2, 3)]
        history.append(ids[0], Removed(START))
    code, out, _ = ran(capsys, "export", str(tmp_path / "out"), "--data-dir", str(folder))
    assert (code, out.startswith("2 sessions in ")) == (0, True)
    assert out.endswith("The file also has 1 deleted session, so that another computer deletes it too.\n")


def begun(week: int) -> Began:
    """The start of a session of the real plan."""
    script = build_script(load_plan("six-week-knee"), week, 1, Preferences(), load_exercises())
    return Began(script, False, START + timedelta(days=7 * week), "Europe/Berlin", False)


def test_an_export_moves_everything_to_another_computer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Export here, import there: the same history; again: nothing."""
    here, there, folder = (str(tmp_path / name) for name in ("here", "there", "out"))
    with History.open_to_write(locate(Path(here)), StillClock()) as history:
        for week in (1, 2, 4):
            store(history, whole_session(begun(week)))
        store(history, whole_session(begun(5))[:4])
    assert ran(capsys, "export", folder, "--data-dir", here)[0] == 0
    file = str(Path(folder) / "kneetimer.json")
    code, out, _ = ran(capsys, "import", file, "--data-dir", there)
    assert (code, out.split(",")[0]) == (0, "Added: 4 sessions")
    code, again, _ = ran(capsys, "import", file, "--data-dir", there)
    assert (code, again) == (0, "Everything in the file is here already. Nothing was added.\n")
    told = [ran(capsys, "history", "--json", "--data-dir", where)[1] for where in (here, there)]
    ours, theirs = (json.loads(text) for text in told)
    running = ours.pop(), theirs.pop()
    assert ours == theirs
    # Where an interrupted session stood inside of its step stays with the computer it ran on.
    assert [each["state"] for each in running] == ["running"] * 2
    assert running[0]["sets"] == running[1]["sets"]
    assert ran(capsys, "verify", "--data-dir", there)[0] == 0


def test_export_works_while_a_window_is_open_and_import_waits_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reading disturbs nobody; an import beside an open window is refused in a sentence."""
    here, out = str(tmp_path / "here"), str(tmp_path / "out")
    fill(locate(Path(here)), 1)
    with History.open_to_write(locate(Path(here)), StillClock()):
        assert ran(capsys, "export", out, "--data-dir", here)[0] == 0
        code, _, err = ran(capsys, "import", f"{out}/kneetimer.json", "--data-dir", here)
    assert code == 1
    assert "already open" in err
    assert len(err.splitlines()) == 1


def test_dates_limit_an_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From and to are included; --fit adds an activity for each of the sessions."""
    here, out = str(tmp_path / "here"), tmp_path / "out"
    fill(locate(Path(here)), 3)
    days = ("--from", "2026-11-22", "--to", "2026-11-24")
    code, told, _ = ran(capsys, "export", str(out), "--fit", *days, "--data-dir", here)
    assert (code, told.startswith("2 sessions in 8 files")) == (0, True)
    assert len(list(out.glob("*.fit"))) == 2


def test_a_report_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A PDF of the days asked for."""
    here, file = str(tmp_path / "here"), tmp_path / "page.pdf"
    fill(locate(Path(here)), 2)
    days = ("--from", "2026-11-16", "--to", "2026-11-29")
    code, told, _ = ran(capsys, "report", str(file), *days, "--data-dir", here)
    assert (code, told) == (0, f"2026-11-16 to 2026-11-29 in {file}.\n")
    assert file.read_bytes().startswith(b"%PDF")


def test_without_data_there_is_nothing_to_take_along(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence, exit code 0, and no file or folder made."""
    for words in (("export", str(tmp_path / "out")), ("report", str(tmp_path / "page.pdf"))):
        code, out, err = ran(capsys, *words, "--data-dir", str(tmp_path / "data"))
        assert (code, err) == (0, "")
        assert out.startswith("Nothing has been recorded yet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "names", "code"),
    [
        (["export"], "DIR", 2),
        (["export", "out", "--from", "yesterday"], "yesterday", 2),
        (["export", "out", "--from", "2026-02-30"], "2026-02-30", 2),
        (["export", "out", "--from", "2026-03-02", "--to", "2026-03-01"], "--from", 2),
        (["report", "page.pdf", "--from", "2026-03-02", "--to", "2026-03-01"], "--from", 2),
        (["import"], "FILE", 2),
        (["import", "missing.json"], "missing.json", 1),
    ],
)
def test_wrong_words_get_one_sentence(
    words: list[str], names: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that names what was wrong."""
    found, out, err = ran(capsys, *words, "--data-dir", str(tmp_path / "data"))
    assert (found, out) == (code, "")
    assert len(err.splitlines()) == 1
    assert names in err
    assert not (tmp_path / "data").exists()


def test_a_report_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that is not there: the file is named."""
    here = str(tmp_path / "here")
    fill(locate(Path(here)), 1)
    code, _, err = ran(capsys, "report", str(tmp_path / "no" / "page.pdf"), "--data-dir", here)
    assert code == 2
    assert len(err.splitlines()) == 1
    assert "page.pdf" in err
