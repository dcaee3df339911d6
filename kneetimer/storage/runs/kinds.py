"""Which names of activities mean running: a white list, because what is not known to be a run is none.

Knows the names of the larger services and of the main languages. Looks at names alone, never at speeds.
"""

from __future__ import annotations

import enum
import re
import unicodedata

from kneetimer.core.language import tr


class ActivityKind(enum.Enum):
    """What a name says. UNSAID where there is none, or one that fits every activity."""

    RUN = enum.auto()
    OTHER = enum.auto()
    UNSAID = enum.auto()


# One of these makes a name that of a run, if all its other words are of the lists below.
_RUNNING = """
run runs running runner sprint marathon ultramarathon jog jogging jogger joggen runwalk
trailrun trailruns trailrunning parkrun longrun funrun indoorrun virtualrun skyrun skyrunning
laufen lauf laufe lauftraining laufeinheit dauerlauf traillauf berglauf waldlauf gelandelauf bahnlauf
strassenlauf
crosslauf volkslauf tempolauf intervalllauf intervallauf hindernislauf orientierungslauf hugellauf ultralauf
halbmarathon
footing correr carrera carreras trote trotar corrida corridas corsa corse correre podismo
cursa correguda carreira korrika rularea
hardlopen hardloop hardlooptraining hardloopwedstrijd trailrunnen trailen bieg bieganie biegi biegowa
lopning lopa traillopning traillop terranglopning lopp loprunda loptur loppass jogga joggning jogg joggetur
loping lop lopetur trailloping terrengloping terrenglop stiloping motbakkelop
lob lobe loebe loeb lobetur traillob terraenlob terrænlob stilob
juoksu juokseminen juoksulenkki holkka polkujuoksu maastojuoksu hlaup hlaupa
beh behani behanie futas terepfutas kocogas alergare alergat
бег пробежка марафон трейлраннинг кросс біг пробіжка бягане трчање trcanje tek kosu kosusu kosmak
jooks jooksmine begimas skriesana rhedeg rith
τρεξιμο lari berlari takbo chạy ריצה جري الجري ركض الركض هرولة دویدن دو วิ่ง दौड़ दौड़ना
ランニング ジョギング ラン トレイルランニング トレイルラン トレラン マラソン 屋外ランニング 屋内ランニング
室内ランニング
屋外ラン 屋内ラン 室内ラン ロードラン 달리기 러닝 런닝 조깅 마라톤 트레일러닝
跑 跑步 慢跑 路跑 越野跑 越野跑步 户外跑 户外跑步 戶外跑 戶外跑步 室内跑 室内跑步 室內跑 室內跑步
马拉松 馬拉松 半程马拉松 半程馬拉松 间歇跑 虚拟跑步
"""
# Machines that people run on, and walk on: they mean running where nobody says walking.
_TREADMILL = """
treadmill laufband loopband lopband lobeband tredemolle juoksumatto futopad esteira bieznia 跑步机 跑步機
トレッドミル 트레드밀
"""
_WALKING = "walk walking walks marche marcher gehen"
_BESIDE = """
a and or at auf de da do des den der di du e en et em im in la le na nad no o of on op pa po por the sur
su sul to
with w z com google
trail trails track indoor indoors outdoor outdoors virtual street road ultra race obstacle interval intervals
long easy tempo fartlek recovery cross xc country mountain fell sky hill hills night morning lunch evening
free
base speed progression warm cool up down fun beach sand park stroller buggy group half
sport sports type activity workout session training exercise hk hkworkout
strasse freien drinnen draussen halle bahn gelande band virtueller virtuelles langer lange
pied chemin sentier tapis piste exterieur interieur montagne nature virtuel virtuelle
pie pista cinta montana monte sendero calle interior exterior campo obstaculos
rua esteira trilha trilhas montanha strada campestre montagna sentiero ambiente chiuso aperto tapis
roulant virtuale
buiten binnen virtueel terenowy terenowe biezni biezna ulicy przelajowy gorski wirtualny pasu
utomhus inomhus ute inne udendors indendors ulkona sisalla bandi acik hava kosu patika kulteri belteri
на улице дорожке по пересеченной местности σε διαδρομο
户外 室内 戶外 室內 山径 屋外 屋内 室外 실내 실외 야외 트레일 장거리
"""
# Several words that together are one for running or for its machine, and stand for it beside others.
_PHRASES = """
course a pied; course en sentier; course sur route; course de trail; course de fond; course nature;
course en montagne; chay bo; half marathon; semi marathon
"""
_TREADMILL_PHRASES = "course sur tapis; tapis de course; tapis roulant; беговая дорожка"
# Names that hold no word for running, and mean it only where they stand alone. Of the numbers of services
# two are safe, 9 of Strava and 1002 of Samsung; those that others have for running are rides elsewhere.
_WHOLE = """
9; 1002; trail; trails; biezni; biezna; loopsport; трейл; chay; ultra trail
"""
_UNSAID = """
; unknown; undefined; unspecified; none; null; n a; default; activity; workout; sport; all; generic; track;
unbekannt; track me; uncategorized
"""

# Where a file names no kind, one of these in its title is reason enough to ask.
_OTHER_TITLES = """
ride riding bike biking cycle cycling cyclocross mtb spin rad radfahren radtour radeln fahrrad rennrad
gravelride
velo cyclisme sortie bici bicicleta bicicletta ciclismo pedalada fiets fietsen fietstocht wielrennen cykel
cykling
rower kolo kolarstwo велосипед pyoraily walk walking hike hiking wandern wanderung spaziergang marche
randonnee
caminata caminada paseo senderismo camminata passeggiata escursione wandeling wandelen promenad vandring
spacer
swim swimming schwimmen natation nadar natacion nuoto zwemmen row rowing rudern kayak kayaking kajak canoe sup
ski skiing skating skate snowboard langlauf paddle surf surfing drive driving car sail sailing segeln golf
自転車 サイクリング ウォーキング 骑行 徒步 游泳 자전거 걷기
"""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MEASURE = re.compile(r"(?<!\S)\d+ ?(?:k|km|mi|miles?)(?!\S)")  # a 10 km run is a run


def _plain(name: str) -> str:
    """A name without case, accents and signs, its words apart: TrailRun and trail_run are the same."""
    apart = _CAMEL.sub(" ", name)
    folded = unicodedata.normalize("NFKD", apart.casefold())
    # Vowel signs of Indian and Thai letters are marks, too, and would part a word that is one.
    bare = "".join(sign for sign in folded if not unicodedata.category(sign).startswith("M"))
    for sign, plain in (("ø", "o"), ("_", " "), ("ł", "l"), ("ı", "i")):
        bare = bare.replace(sign, plain)
    return " ".join(_MEASURE.sub(" ", " ".join(re.findall(r"\w+", bare))).split())


def _listed(names: str, apart: str | None = None) -> frozenset[str]:
    return frozenset(_plain(each) for each in names.split(apart))


RUNNING, TREADMILL, WALKING, BESIDE = map(_listed, (_RUNNING, _TREADMILL, _WALKING, _BESIDE))
OTHER_TITLES = _listed(_OTHER_TITLES)
WHOLE, UNSAID = _listed(_WHOLE, ";"), _listed(_UNSAID, ";")
PHRASES = dict.fromkeys(_listed(_PHRASES, ";"), "running")
PHRASES |= dict.fromkeys(_listed(_TREADMILL_PHRASES, ";"), "treadmill")


def kind_of(name: str) -> ActivityKind:
    """What the name of an activity says, as a GPX or TCX file has it."""
    plain = _plain(name[:200])
    if plain in UNSAID:
        return ActivityKind.UNSAID
    for phrase, word in PHRASES.items():
        plain = re.sub(rf"\b{phrase}\b", word, plain)
    words = set(plain.split())
    is_known = words <= RUNNING | TREADMILL | WALKING | BESIDE
    says_so = words & RUNNING or (words & TREADMILL and not words & WALKING)
    if plain in WHOLE or (is_known and says_so):
        return ActivityKind.RUN
    return ActivityKind.OTHER


def is_told_otherwise(title: str) -> bool:
    """True where the title that a person gave an activity names another sport."""
    return not OTHER_TITLES.isdisjoint(_plain(title[:200]).split())


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
    return str(name).replace("_", " ") if isinstance(name, str) else tr("sport number {number}", number=name)
