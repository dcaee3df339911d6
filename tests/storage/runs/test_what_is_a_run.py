"""What is taken as a run out of files of the world, with the values that a person would expect of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import gpxpy
import pytest
from run_samples import (
    ACTIVITY,
    EVENT,
    LAP,
    SPORT,
    even,
    fit_of,
    fit_points,
    fit_seconds,
    fit_session,
    gpx_of,
    points,
    tcx,
)

from kneetimer.core.run import KnownRuns, Recording
from kneetimer.storage.runs import fit
from kneetimer.storage.runs.activity import RecordedPause, go_on
from kneetimer.storage.runs.kinds import ActivityKind, kind_of
from kneetimer.storage.runs.reading import FileReading, readings

Read = Callable[[bytes], FileReading]

ZONE = timezone(timedelta(hours=1))
START = datetime(2026, 6, 1, 8, 0, tzinfo=ZONE)
NOW = datetime(2026, 11, 29, 20, 0, tzinfo=ZONE)


@pytest.fixture
def read(tmp_path: Path):
    """Reads the content of a file."""

    def reading(content: bytes) -> FileReading:
        path = tmp_path / "file"
        path.write_bytes(content)
        (found,) = readings(path, NOW)
        return found

    return reading


def told(run: Recording) -> tuple[datetime, int, int | None, int | None, bool]:
    return run.started, run.duration_s, run.moving_s, run.distance_m, run.is_sure


RUNS = (
    "running", "Running", "RUNNING", "Run", "run", "9", "Run/Walk", "Run (Treadmill)",
    "EXERCISE_TYPE_RUNNING", "Half Marathon", "Course à pied (trail)", "Laufen - Straße", "跑步 (户外)",
    "실내 러닝", "Løbebånd", "Koşu bandı", "run_walk", "Trail Run", "TrailRun", "trail_running",
    "VirtualRun", "treadmill_running", "Treadmill", "Track Running", "Indoor Run", "street_running",
    "HKWorkoutActivityTypeRunning", "Jogging", "jogging", "ultra_run", "obstacle run", "running, trail",
    "E_RUNNING", "Laufen", "Laufband", "Traillauf", "Laufen im Gelände", "Course à pied",
    "Course a\u0300 pied", "Trail", "Course sur tapis", "Carrera", "Correr", "Carrera a pie", "Corrida",
    "Corrida na esteira", "Corsa", "Corsa su strada", "Hardlopen", "Bieg", "Bieganie", "Bieg terenowy",
    "Löpning", "Løping", "Løb", "Juoksu", "Běh", "Futás", "Alergare", "Бег", "Біг", "Koşu", "Τρέξιμο",
    "ランニング", "달리기", "跑步", "ריצה", "Joggen", "Löprunda", "Carreira", "Bieżnia", "วิ่ง", "दौड़ना",
    "دویدن", "マラソン", "戶外跑步", "戶外跑步", "越野跑",
    "트레드밀", "Chạy bộ", "Halbmarathon", "Intervalllauf", "Tapis roulant",
    "Course nature", "com.google.running", "10k run", "5 km Run", "1002", "Beach run", "Terrengløp",
)  # fmt: skip
OTHERS = (
    "1", "10", "16", "17", "cycling", "Radfahren", "Wandern", "velo", "Vélo", "MTB", "kayaking", "Yoga",
    "strength", "strength_training", "Other", "swimming", "lap_swimming", "Schwimmen", "Natation",
    "walking", "Walk", "hiking", "nordic_walking", "Spaziergang", "Marche", "Randonnée", "Caminata",
    "cross_country_skiing", "Ski", "rowing", "ride", "Biking", "e_biking", "Trail Ride",
    "track cycling", "elliptical", "Inline Skating", "multi_sport", "car", "HIIT", "trunk",
    "Trail walk", "Langlauf", "Ski-Langlauf", "Bieg narciarski", "Corsa in bicicletta", "Race",
    "Treadmill walking", "Marche sur tapis de course", "Walk (treadmill)", "Bieg na nartach", "8", "37", "56",
    "Wheelchair run", "Aqua jogging", "Wielrennen", "Autorennen", "Schlittschuhlaufen", "Лыжный бег", "徒步",
    "Golf 9", "rundown", "Brunch run club dinner", "Laufrad", "sport number 77",
)  # fmt: skip


@pytest.mark.parametrize("name", RUNS)
def test_names_of_running_in_services_and_languages_are_known(name: str) -> None:
    """The larger services' names and the main languages' words for running are runs."""
    assert kind_of(name) is ActivityKind.RUN


@pytest.mark.parametrize("name", OTHERS)
def test_other_names_are_no_runs(name: str) -> None:
    """What is not on the list is none, however much it looks like one."""
    assert kind_of(name) is ActivityKind.OTHER


@pytest.mark.parametrize("name", ["", "  ", "generic", "Unknown", "Activity", "Workout"])
def test_a_name_that_fits_everything_says_nothing(name: str) -> None:
    """Such a file is judged by its speed."""
    assert kind_of(name) is ActivityKind.UNSAID


@pytest.mark.parametrize(
    ("km_h", "is_taken", "is_sure"),
    [
        (4, False, False),  # a walk
        (6.5, True, False),
        (8.5, True, True),
        (12, True, True),
        (15, True, False),
        (18, False, False),  # a ride
        (25, False, False),
        (100, False, False),
    ],
)
def test_a_file_without_a_kind_is_judged_by_its_speed(
    read, km_h: float, is_taken: bool, is_sure: bool
) -> None:
    """Slow ones are walks, fast ones rides, and where it might be either the person is asked."""
    found = read(gpx_of(("", [points(even(START, 60, km_h * 1000))])))
    assert [run.is_sure for run in found.runs] == ([is_sure] if is_taken else [])
    assert len(found.left_out) == (0 if is_taken else 1)


def test_a_fast_part_tells_a_ride_through_town_from_a_run(read: Read) -> None:
    """12 km/h on average with twenty minutes at 21 km/h is no run."""
    slow, fast = even(START, 40, 5_000), even(START + timedelta(minutes=40), 20, 7_000, begin_m=5_000)
    found = read(gpx_of(("", [points([*slow, *fast[1:]])])))
    assert found.runs == ()
    assert found.left_out[0].why == "Its file names no kind, and it was as fast as a ride."


@pytest.mark.parametrize("title", ["Evening Ride", "Radtour zum See", "Wandelen", "Lunch walk"])
def test_a_title_of_another_sport_is_asked_about_where_there_is_no_kind(read: Read, title: str) -> None:
    """An easy ride is as fast as a run: where its title says so, nobody takes it without a question."""
    content = gpx_of(("", [points(even(START, 60, 11_000))]))
    named = content.replace(b"<trk>", f"<trk><name>{title}</name>".encode())
    assert [run.is_sure for run in read(content).runs] == [True]
    assert [run.is_sure for run in read(named).runs] == [False]


def test_a_run_that_nobody_can_run_is_asked_about_or_left_out(read: Read) -> None:
    """Half an hour at 21 km/h that its file calls a run is doubtful, at 30 km/h it is none."""
    assert [run.is_sure for run in read(gpx_of(("running", [points(even(START, 30, 10_500))]))).runs] == [
        False
    ]
    assert (
        read(gpx_of(("running", [points(even(START, 30, 15_000))]))).left_out[0].why
        == "Nobody runs that fast."
    )


def test_each_run_of_a_multi_sport_file_is_one(read: Read) -> None:
    """Swim, ride and two runs: the two runs are taken, the two others left out, whatever was longest."""
    hour = timedelta(hours=1)
    found = read(
        fit_of(
            [
                (SPORT, {"only_sport": 1, "sub_sport": 0}),  # of the last of them
                fit_session(START, 30, 1_500, sport=5),
                fit_session(START + hour, 66, 20_000, sport=0),
                fit_session(START + 3 * hour, 30, 5_000),
                fit_session(START + 4 * hour, 20, 4_000, sub_sport=3),
            ]
        )
    )
    assert [told(run) for run in found.runs] == [
        (START + 3 * hour, 1_800, 1_800, 5_000, True),
        (START + 4 * hour, 1_200, 1_200, 4_000, True),
    ]
    assert len({run.id for run in found.runs}) == 2
    assert len(found.left_out) == 2


@pytest.mark.parametrize(
    "messages",
    [
        [(SPORT, {"only_sport": 2, "sub_sport": 0}), *fit_points(START, 60, 12_000)],
        [*fit_points(START, 60, 12_000), (LAP, {"timestamp": fit_seconds(START), "lap_sport": 2})],
        [(SPORT, {"only_sport": 2, "sub_sport": 0}), fit_session(START, 60, 12_000, sport=255)],
        [(LAP, {"timestamp": fit_seconds(START), "lap_sport": 2}), fit_session(START, 60, 12_000, sport=0)],
    ],
    ids=["sport", "lap", "sport beside a session", "lap beside a session"],
)
def test_a_ride_is_known_by_its_other_messages(
    read: Read, messages: list[tuple[int, dict[str, int]]]
) -> None:
    """A FIT file whose sport or lap says cycling is no run, where no session says a sport, at any speed."""
    assert read(fit_of(messages)).runs == ()


def test_a_session_that_knows_no_time_gives_way_to_the_points(read: Read) -> None:
    """Where a watch wrote a session without a single number, its sport counts, and the points."""
    nothing = dict.fromkeys(("timestamp", "start_time", "elapsed", "timer", "total_distance"), 2**32 - 1)
    kind, fields = fit_session(START, 30, 5_000)
    (run,) = read(fit_of([*fit_points(START, 30, 5_000), (kind, fields | nothing)])).runs
    assert told(run) == (START, 1_800, 1_800, 5_000, True)
    assert read(fit_of([*fit_points(START, 30, 5_000), (kind, fields | nothing | {"sport": 2})])).runs == ()


@pytest.mark.parametrize("type", [6, 5, 2, 9, 32])
def test_fit_files_of_another_kind_are_no_runs(read: Read, type: int) -> None:
    """Courses, workouts, settings, weights and summaries have no activity in them."""
    found = read(fit_of(fit_points(START, 30, 5_000), type))
    assert (found.runs, found.problem) == ((), "")
    assert found.left_out[0].why == "It is no activity."


def test_the_zone_of_a_watch_is_kept(read: Read) -> None:
    """A FIT file that knows its local time has the start with its own offset."""
    end = fit_seconds(START) + 1_800
    found = read(
        fit_of([fit_session(START, 30, 5_000), (ACTIVITY, {"timestamp": end, "local": end + 9 * 3600})])
    )
    assert found.runs[0].started.isoformat() == "2026-06-01T16:00:00+09:00"


def test_the_zone_of_other_files_is_kept(read: Read) -> None:
    """GPX and TCX files whose times have an offset of a place, half an hour among it, keep it."""
    place = timezone(timedelta(hours=5, minutes=30))

    def there(found: re.Match[bytes]) -> bytes:
        return datetime.fromisoformat(found[0].decode()).astimezone(place).isoformat().encode()

    for content in (gpx_of(("running", [points(even(START, 30, 5_000))])), tcx(START, [(30, 5_000)])):
        zoned = re.sub(rb"20[\d-]{8}T[\d:.]+Z", there, content)
        assert [run.started.isoformat() for run in read(zoned).runs] == ["2026-06-01T12:30:00+05:30"]


def two_days(kind: str) -> bytes:
    later = START + timedelta(days=2)
    match kind:
        case "tracks":
            return gpx_of(
                ("running", [points(even(START, 30, 5_000))]), ("running", [points(even(later, 40, 6_000))])
            )
        case "segments":
            return gpx_of(("running", [points(even(START, 30, 5_000)), points(even(later, 40, 6_000))]))
        case "one segment":
            return gpx_of(("running", [points([*even(START, 30, 5_000), *even(later, 40, 6_000)])]))
        case "laps":
            first = tcx(START, [(30, 5_000)]).partition(b"<Notes>")[0]
            second = tcx(later, [(40, 6_000)]).partition(b"</Id>")[2]
            return first + second
        case "activities":
            first = tcx(START, [(30, 5_000)]).partition(b"</Activities>")[0]
            return first + b"<Activity " + tcx(later, [(40, 6_000)]).partition(b"<Activity ")[2]
        case "points":
            return fit_of([*fit_points(START, 30, 5_000), *fit_points(later, 40, 6_000)])
        case "one session":
            both = [*fit_points(START, 30, 5_000), *fit_points(later, 40, 6_000)]
            return fit_of([*both, fit_session(START, 2 * 24 * 60 + 40, 11_000, timer=70 * 60_000)])
        case _:
            return fit_of([fit_session(START, 30, 5_000)]) + fit_of([fit_session(later, 40, 6_000)])


@pytest.mark.parametrize(
    "kind",
    ["tracks", "segments", "one segment", "laps", "activities", "points", "one session", "chained files"],
)
def test_two_runs_in_a_file_are_two_runs(read: Read, kind: str) -> None:
    """However they are put into a file, two runs two days apart are never one, and none is lost."""
    found = read(two_days(kind))
    assert [(run.started, run.duration_s) for run in found.runs] == [
        (START, 1_800),
        (START + timedelta(days=2), 2_400),
    ]
    assert [run.distance_m for run in found.runs] == [
        pytest.approx(5_000, abs=5),
        pytest.approx(6_000, abs=5),
    ]
    assert len({run.id for run in found.runs}) == 2


def test_a_ride_and_a_run_in_a_file_are_told_apart(read: Read) -> None:
    """The ride is left out, the run is taken."""
    later = START + timedelta(hours=2)
    ride, run = points(even(START, 60, 25_000)), points(even(later, 30, 5_000))
    found = read(gpx_of(("cycling", [ride]), ("running", [run])))
    assert [each.started for each in found.runs] == [later]
    assert [each.what for each in found.left_out] == ["cycling of 2026-06-01 08:00"]


def test_one_run_with_a_break_is_the_same_in_three_formats(read: Read) -> None:
    """Start to end everywhere, the moving time beside: 60 minutes, 20 of them a break, counted once."""
    back = START + timedelta(minutes=40)
    first, second = even(START, 20, 4_000), even(back, 20, 4_000, begin_m=4_000)
    lap = [(20, 4_000)]
    files = {
        "parts": gpx_of(("running", [points(first), points(second)])),
        "gap": gpx_of(("running", [points([*first, *second])])),
        "laps": tcx(START, lap).partition(b"<Notes>")[0] + tcx(back, lap).partition(b"</Id>")[2],
        "sums": fit_of([fit_session(START, 60, 8_000, timer=40 * 60_000)]),
        "points": fit_of(
            [*fit_points(START, 20, 4_000), *((kind, fields | {"distance": fields["distance"] + 400_000})
             for kind, fields in fit_points(back, 20, 4_000))]
        ),
    }  # fmt: skip
    known = KnownRuns(())
    new = []
    for name, content in files.items():
        (run,) = read(content).runs
        assert (run.started, run.duration_s, run.moving_s) == (START, 3_600, 2_400), name
        assert run.distance_m == pytest.approx(8_000, abs=8), name
        came = known.arrival(run)
        known.add(came.run)
        new.append(came.is_new)
    assert new == [True, False, False, False, False]


def test_the_stops_of_a_watch_are_pauses() -> None:
    """A watch that was stopped for five minutes after ten has one pause, and moved for the rest."""
    begun = fit_seconds(START)
    stops = [(0, 0), (600, 4), (900, 0), (1_800, 4)]  # seconds, and whether it starts (0) or stops (4)
    events = [(EVENT, {"timestamp": begun + at, "event": 0, "event_type": kind}) for at, kind in stops]
    (activity,) = fit.read(
        fit_of([*events, fit_session(START, 30, 5_000, timer=1_500_000)]), go_on
    ).activities
    assert activity.pauses == (RecordedPause(600, 300),)
    assert (activity.elapsed_s, activity.moving_s) == (1_800, 1_500)


def test_points_of_another_day_do_not_count(read: Read) -> None:
    """Two stale points six days before: the run begins when it began, and the file says what was left."""
    stale = even(START - timedelta(days=6), 10 / 60, 30)
    found = read(gpx_of(("running", [points([*stale, *even(START, 30, 6_000)])])))
    assert [told(run)[:2] for run in found.runs] == [(START, 1_800)]
    assert found.mended == ("2 points of another time did not count.",)


def test_sums_that_begin_on_another_day_give_way_to_the_points(read: Read) -> None:
    """A watch that wrote a start six days early has its run where its points are."""
    way = fit_points(START, 30, 6_000)
    wrong = fit_session(START - timedelta(days=6), 6 * 1_440 + 30, 6_000, timer=1_800_000)
    (run,) = read(fit_of([*way, wrong])).runs
    assert told(run) == (START, 1_800, 1_800, 6_000, True)


def test_parts_out_of_order_and_written_twice_count_once(read: Read) -> None:
    """Order is by time, and what is there twice is there once."""
    first, second = even(START, 15, 3_000), even(START + timedelta(minutes=15), 15, 3_000, begin_m=3_000)
    whole = [points(first), points(second)]
    for segments in (
        whole,
        whole[::-1],
        [*whole, *whole],
        [points([*first, *second[1:]]), whole[1], whole[0]],
    ):
        (run,) = read(gpx_of(("running", segments))).runs
        assert (run.started, run.duration_s) == (START, 1_800)
        assert run.distance_m == pytest.approx(6_000, abs=6)


def test_laps_that_claim_days_give_way_to_the_points(read: Read) -> None:
    """A lap of fifty hours with points of half an hour is a run of half an hour."""
    way = "".join(
        f"<Trackpoint><Time>{moment.isoformat()}</Time><DistanceMeters>{metres}</DistanceMeters></Trackpoint>"
        for moment, metres in even(START, 30, 5_000)
    )
    content = tcx(START, [(3_000, 5_000)])
    content = content.partition(b"<Track>")[0] + f"<Track>{way}</Track></Lap></Activity>".encode()
    (run,) = read(content + b"</Activities></TrainingCenterDatabase>").runs
    assert told(run) == (START, 1_800, 1_800, 5_000, True)


def test_points_of_one_second_stay_in_their_order(read: Read) -> None:
    """A watch that writes several points a second is no zigzag: the way is as long as it was."""
    way = [(START + timedelta(seconds=at // 3), at) for at in range(5_401)]
    content = gpx_of(("running", [points(way)]))
    (run,) = read(content).runs
    assert run.distance_m == pytest.approx(gpxpy.parse(content.decode()).length_2d(), rel=0.02)


def meander(seconds: int, every_s: int) -> list[tuple[datetime, float, float]]:
    """A way with bends, at 3 m/s north and up to 1.5 m/s east or west."""
    way, north, east = [], 0.0, 0.0
    for at in range(0, seconds + 1, every_s):
        way.append((START + timedelta(seconds=at), 48 + north / 111_195, 16 + east / 74_400))
        north += 3 * every_s
        east += (1.5 if at // 120 % 2 else -1.5) * every_s
    return way


def as_points(way: list[tuple[datetime, float, float]]) -> str:
    return "".join(
        f'<trkpt lat="{latitude:.7f}" lon="{longitude:.7f}"><time>{moment.isoformat()}</time></trkpt>'
        for moment, latitude, longitude in way
    )


@pytest.mark.parametrize("every_s", [1, 5, 30])
def test_distances_are_those_of_gpxpy(read: Read, every_s: int) -> None:
    """Within two hundredths of what gpxpy measures in two dimensions."""
    content = gpx_of(("running", [as_points(meander(3_600, every_s))]))
    (run,) = read(content).runs
    assert run.distance_m == pytest.approx(gpxpy.parse(content.decode()).length_2d(), rel=0.02)


def test_a_watch_that_catches_up_after_a_tunnel_loses_nothing(read: Read) -> None:
    """Five minutes without a signal, the place standing still, then one leap: those metres were run."""
    way = meander(3_600, 1)
    lost = [(moment, *way[1_200][1:]) for moment, *_ in way[1_200:1_500]]
    content = gpx_of(("running", [as_points([*way[:1_200], *lost, *way[1_500:]])]))
    (run,) = read(content).runs
    assert run.distance_m == pytest.approx(gpxpy.parse(content.decode()).length_2d(), rel=0.02)


def test_a_leap_of_the_satellites_is_not_run(read: Read) -> None:
    """One point ten kilometres away, and back: the distance is that of the others."""
    way = meander(3_600, 5)
    moment, latitude, longitude = way[300]
    spoilt = [*way[:300], (moment, latitude + 0.09, longitude), *way[301:]]
    whole, leapt = (read(gpx_of(("running", [as_points(each)]))).runs[0] for each in (way, spoilt))
    assert leapt.distance_m == pytest.approx(whole.distance_m, rel=0.01)


SOUND = gpx_of(("running", [points(even(START, 30, 5_000))]))
FIT = fit_of([fit_session(START, 30, 5_000)])


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b" " * 10 + SOUND, "blanks"),
        (b"\r\n" + SOUND, "blanks"),
        (b"\xef\xbb\xbf" + SOUND, ""),
        (b"\xef\xbb\xbf\n" + SOUND, "blanks"),
        (SOUND.decode().replace('"1.0"?', '"1.0" encoding="UTF-16"?').encode("utf-16"), ""),
        (SOUND.decode().encode("utf-16-le"), ""),
        (SOUND.replace(b'"1.0"?', b'"1.0" encoding="UTF-16"?'), ""),
        (SOUND.replace(b"?>", b'?><!DOCTYPE gpx SYSTEM "gpx.dtd">', 1), ""),
        (SOUND.replace(b"</time>", b"</time><extensions><gpxdata:hr>1</gpxdata:hr></extensions>"), "prefix"),
        (SOUND.replace(b"<trk>", b"<trk><name>Stra\xdfe</name>"), "letters"),
        (SOUND.decode().encode("utf-16-be"), ""),
        (SOUND.decode().encode("utf-32-be"), ""),
        (SOUND.replace(b"GPX/1/1", b"GPX/1/0").replace(b'version="1.1"', b'version="1.0"'), ""),
        (SOUND + bytes(20), "20 bytes after its end"),
        (SOUND + b"</gpx>", "6 bytes after its end"),
        (SOUND.replace(b"<trk>", b"<trk><name>Me & you</name>"), "signs"),
        (SOUND.replace(b"<trk>", b"<trk><name>Caf&eacute;</name>"), "signs"),
        (SOUND.replace(b"<trk>", b"<trk><name>\x01</name>"), "signs"),
        (FIT + b"\x00\x00", "bytes"),
        (FIT + b"\x0a", "byte"),
        (FIT[:-2] + b"\x12\x34", "sum"),
        (FIT[:-2], "sum"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_safe_to_read_is_read_and_what_was_mended_is_said(
    read: Read, content: bytes, word: str
) -> None:
    """Blanks, marks, encodings, prefixes, document types, stray bytes and wrong sums are no hindrance."""
    found = read(content)
    assert [(run.started, run.duration_s) for run in found.runs] == [(START, 1_800)]
    assert [word in sentence for sentence in found.mended] == ([True] if word else [])


def test_a_treadmill_has_no_places_and_is_a_run(read: Read) -> None:
    """A run without any distance is taken where its file says that it is one, and asked about where not."""
    still = tcx(START, [(30, 0)])
    assert [told(run) for run in read(still).runs] == [(START, 1_800, 1_800, None, True)]
    assert [run.is_sure for run in read(still.replace(b' Sport="Running"', b"")).runs] == [False]
