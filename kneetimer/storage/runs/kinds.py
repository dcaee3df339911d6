"""Which names of activities mean running: a white list, because what is not known to be a run is none.

Knows the names of the larger services and of the main languages. Looks at names alone, never at speeds.
"""

from __future__ import annotations

import enum
import re
import unicodedata


class ActivityKind(enum.Enum):
    """What a name says. UNSAID where there is none, or one that fits every activity."""

    RUN = enum.auto()
    OTHER = enum.auto()
    UNSAID = enum.auto()


# One of these makes a name that of a run, if all its other words are of the second list.
_RUNNING = """
run runs running runner sprint marathon jog jogging jogger
trailrun trailrunning treadmill parkrun indoorrun virtualrun
laufen lauf dauerlauf laufband traillauf berglauf waldlauf gelandelauf bahnlauf strassenlauf
footing correr carrera carreras trote trotar corrida corridas corsa correre
hardlopen hardloop trailrunnen trailen loopband bieg bieganie biegi biegowa
lopning lopa traillopning loping lop lopetur lob lobe loebe loeb lopband tredemolle lobeband
juoksu juoksumatto juokseminen holkka polkujuoksu
beh behani behanie futas terepfutas alergare alergat cursa correr
бег пробежка біг бягане трчање trcanje tek kosu jooks jooksmine begimas skriesana
τρεξιμο lari ריצה جري الجري
ランニング ジョギング ラン トレイルランニング トレイルラン
달리기 러닝 조깅 跑步 慢跑 越野跑 跑步机 室内跑步 户外跑步 屋外ランニング 屋内ランニング
"""
_BESIDE = """
a and or at auf de da do des den der di du e en et im in la le na no o of on pa po the sur su with w z
walk walking trail track treadmill indoor outdoor virtual street road ultra race obstacle interval intervals
long easy tempo fartlek recovery cross country mountain fell night morning evening free base speed hills hill
sport type activity workout session training exercise hk hkworkout
strasse freien drinnen draussen halle bahn gelande band
pied chemin sentier tapis piste exterieur interieur montagne
pie pista cinta montana monte sendero calle interior exterior campo
rua esteira trilha montanha strada campestre montagna sentiero ambiente chiuso aperto
buiten binnen terenowy terenowe biezni biezna ulicy przelajowy
utomhus inomhus ute inne pa bandi на улице
户外 室内 屋外 屋内 실내 야외 트레일
"""
# Several words that together are one for running, and stand for it beside others.
_PHRASES = """
course a pied; course en sentier; course sur tapis; course sur route; course de trail; tapis de course;
беговая дорожка; беговая дорожке; chay bo; half marathon; semi marathon
"""
# Names that hold no word for running, and mean it only where they stand alone.
_WHOLE = """
9; trail; track; tapis roulant; biezni; biezna; loopsport
"""
_UNSAID = """
; unknown; undefined; unspecified; none; null; n a; default; activity; workout; sport; all; generic;
unbekannt; track me; uncategorized
"""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def _plain(name: str) -> str:
    """A name without case, accents and signs, its words apart: TrailRun and trail_run are the same."""
    apart = _CAMEL.sub(" ", name)
    folded = unicodedata.normalize("NFKD", apart.casefold())
    marked = "".join(sign for sign in folded if not unicodedata.combining(sign)).replace("ø", "o")
    return " ".join(re.findall(r"\w+", marked.replace("_", " ").replace("ł", "l").replace("ı", "i")))


def _listed(names: str, apart: str | None = None) -> frozenset[str]:
    return frozenset(_plain(each) for each in names.split(apart))


RUNNING, BESIDE = _listed(_RUNNING), _listed(_BESIDE)
WHOLE, UNSAID, PHRASES = _listed(_WHOLE, ";"), _listed(_UNSAID, ";"), _listed(_PHRASES, ";")


def kind_of(name: str) -> ActivityKind:
    """What the name of an activity says, as a GPX or TCX file has it."""
    plain = _plain(name[:200])
    if plain in UNSAID:
        return ActivityKind.UNSAID
    for phrase in PHRASES:
        plain = re.sub(rf"\b{phrase}\b", "running", plain)
    words = set(plain.split())
    if plain in WHOLE or (words & RUNNING and words <= RUNNING | BESIDE):
        return ActivityKind.RUN
    return ActivityKind.OTHER


_FIT_RUNNING = ("running", 1)
_FIT_UNSAID = ("generic", "all", "invalid", "", 0, 254, 255, None)
# Watches that know no running indoors write one of these below fitness equipment or nothing.
_FIT_RUNNING_BELOW = ("treadmill", "street", "trail", "track", "indoor_running", "virtual_run", "ultra")


def kind_of_fit(sport: object, below: object) -> str:
    """The name of a FIT sport and sub-sport, such that `kind_of` has the right answer."""
    if sport in _FIT_RUNNING:
        return "running"
    if sport in (*_FIT_UNSAID, "fitness_equipment") and below in _FIT_RUNNING_BELOW:
        return "running"
    if sport in _FIT_UNSAID:
        return "" if below in _FIT_UNSAID else _words(below)
    return _words(sport)


def _words(name: object) -> str:
    # A number is a sport that is newer than the decoder: unknown, and so no run.
    return str(name).replace("_", " ") if isinstance(name, str) else f"sport number {name}"
