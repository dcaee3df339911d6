"""The English of a session's voice: turns meanings into sentences, recordings and pauses.

The first language pack; another language is another module with the same names. Decides neither what is said
nor when. Left comes first and right after a change in every session, so the two get wordings far apart: on a
mat, in breath, the words around a side are heard before the side itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from kneetimer.core.exercise import Exercise, Side, Unit
from kneetimer.core.utterance import Kind, Message, Spoken, Take, Utterance, joined_id

CODE = "en"
# Whose voices speak these sentences, the best one first.
LOCALES = ("en_US", "en_GB", "en_IE", "en_AU", "en_CA", "en_NZ")

BREATH_MS = 260
JOIN_MS = 30

SENTENCES: Mapping[Kind, str] = {
    Kind.UNNAMED: "Next exercise.",
    Kind.GET_SET: "Get set.",
    Kind.NEXT: "Coming next.",
    Kind.AFTER: "After this.",
    Kind.CHANGE_SIDES: "Change sides.",
    Kind.REST: "Take a rest.",
    Kind.BEGIN: "Begin.",
    Kind.HALF_WAY: "Half way.",
    Kind.KEEP: "Keep this pace.",
    Kind.PAUSED: "The session is paused.",
    Kind.FINISHED: "The session is finished.",
    Kind.SAFETY: "Stop if the knee hurts more.",
    Kind.TRY_IT: "This is the voice of your session.",
}
SIDES: Mapping[tuple[str, str], str] = {
    ("leg", "left"): "Left leg first.",
    ("leg", "right"): "Now the right leg.",
    ("side", "left"): "Left side first.",
    ("side", "right"): "Now the right side.",
    ("direction", "left"): "To the left first.",
    ("direction", "right"): "Now back to the right.",
}
SIDES_TURNED: Mapping[tuple[str, str], str] = {
    ("leg", "right"): "Right leg first.",
    ("leg", "left"): "Now the left leg.",
    ("side", "right"): "Right side first.",
    ("side", "left"): "Now the left side.",
    ("direction", "right"): "To the right first.",
    ("direction", "left"): "Now back to the left.",
}
COUNTED: Mapping[str, tuple[str, str]] = {
    Unit.REPS.value: ("rep.", "reps."),
    Unit.REPS_PER_SIDE.value: ("rep.", "reps."),
    Unit.REPS_ALTERNATING.value: ("on each leg.", "on each leg."),
    Unit.STEPS_PER_DIRECTION.value: ("step.", "steps."),
    Unit.SWINGS.value: ("swing.", "swings."),
}
KIT: Mapping[str, str] = {
    "mat": "a mat",
    "mini-band": "a mini band",
    "long-band": "a long band",
    "pole": "a pole",
    "wall": "a wall",
    "support": "something to hold",
    "chair": "a chair",
    "step": "a step",
    "space": "some room",
    "dumbbell": "a dumbbell",
    "barbell": "a barbell",
    "leg-press": "the leg press",
    "curl-machine": "the curl machine",
}
LOADS: Mapping[str, str] = {"light band": "Use the light band.", "no weight": "Use no weight."}
REPS_TO_COME: Mapping[int, str] = {3: "Three more.", 2: "Two more.", 1: "One to go."}
SIDE_WORDS: Mapping[str, str] = {Side.LEFT.value: "left", Side.RIGHT.value: "right"}

NEXT_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_WEEKS, MOST_SESSIONS = 6, 3  # that are recorded: those of the plans that come with the program

_SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth")
MOST_COUNTED = 99
MOST_MINUTES = 5

# Amounts that are recorded as whole sentences. Others are joined from their number and their unit.
WHOLE_AMOUNTS = frozenset((*range(1, 31), 35, 40, 45, 50, 60))
WHOLE_SECONDS = frozenset((*range(1, 61), *range(65, 301, 5)))
WHOLE_LEFT = frozenset(range(15, 301, 15))


class SpokenEnglish:
    """What the exercises that are known are called, and all else that is said of them."""

    def __init__(self, exercises: Mapping[str, Exercise]) -> None:
        self._exercises = exercises

    def spoken(self, utterance: Utterance) -> Spoken | None:
        """How an utterance is said; None where a part of it has no words."""
        parts: list[Take] = []
        for meaning in utterance:
            takes = self._takes(meaning)
            if not takes:
                return None
            parts += takes
        pauses = (BREATH_MS if take.text.endswith(".") else JOIN_MS for take in parts[:-1])
        whole = Take(joined_id(each.id for each in utterance), " ".join(take.text for take in parts))
        return Spoken(whole, tuple(parts), (*pauses, 0))

    def _takes(self, meaning: Message) -> list[Take]:
        """The recordings of which a meaning is made; nothing where it has no words."""
        text = self.sentence(meaning)
        if text and meaning.kind is Kind.WAS:
            session, week = map(int, meaning.values)
            first, second = text.split(" of ")
            return [Take(f"was.{session}", first), Take(f"of-week.{week}", f"of {second}")]
        if not text or _is_whole(meaning):
            return [Take(meaning.id, text)] if text else []
        number, unit = text.split(" ", 1)
        amount = int(meaning.values[-1])
        return [Take(Message(Kind.NUMBER, (amount,)).id, number), Take(f"unit.{unit_id(unit)}", unit)]

    def sentence(self, meaning: Message) -> str:
        """The words of a meaning; empty where it has none."""
        words = meaning.values
        match meaning.kind:
            case Kind.NAME | Kind.PLACE | Kind.CHANGE | Kind.CUE | Kind.EASED:
                return self._of_exercise(meaning)
            case Kind.SIDE:
                return SIDES.get((str(words[0]), str(words[1])), "")
            case Kind.SIDE_TURNED:
                return SIDES_TURNED.get((str(words[0]), str(words[1])), "")
            case Kind.DOSE:
                return dose(str(words[0]), int(words[1]))
            case Kind.TIME:
                return seconds(int(words[0]))
            case Kind.HOLD:
                length = seconds(int(words[0]))
                return f"Hold for {length[0].lower()}{length[1:]}" if length else ""
            case Kind.LEFT:
                length = seconds(int(words[0]))
                return f"{length.removesuffix('.')} left." if length else ""
            case Kind.SET_OF:
                return set_of(int(words[0]), int(words[1]))
            case Kind.LOAD:
                return LOADS.get(str(words[0]), "")
            case Kind.KIT:
                return kit(tuple(map(str, words)))
            case Kind.NUMBER:
                return number(int(words[0])).capitalize()
            case Kind.WAS:
                return was(int(words[0]), int(words[1]))
            case Kind.NEXT_DAY:
                return f"Next: {str(words[0]).capitalize()}." if words[0] in NEXT_DAYS else ""
            case Kind.MORE:
                return REPS_TO_COME.get(int(words[0]), "")
        return SENTENCES.get(meaning.kind, "")

    def _of_exercise(self, meaning: Message) -> str:
        exercise = self._exercises.get(str(meaning.values[0]))
        if exercise is None:
            return ""
        value = meaning.values[1] if len(meaning.values) > 1 else ""
        match meaning.kind:
            case Kind.NAME:
                return f"{exercise.variant(str(value)).name if value else exercise.name}."
            case Kind.CUE:
                return exercise.cues[int(value)]
            case Kind.EASED:
                return exercise.eased.cue
        setup = exercise.setup
        text = setup.start if meaning.kind is Kind.PLACE else setup.change or setup.start
        if not value:
            return text
        side = Side(value)
        words = {"{side}": SIDE_WORDS[side.value], "{other}": SIDE_WORDS[side.other.value]}
        for mark, word in words.items():
            text = text.replace(mark, word)
        return text


def number(value: int) -> str:
    """A number from 1 to 99 in words; empty for any other."""
    if not 1 <= value <= MOST_COUNTED:
        return ""
    if value < 20:
        return _SMALL[value - 1]
    tens, units = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[units - 1]}" if units else "")


def seconds(value: int) -> str:
    """A length of time in full words: seconds up to 99, then minutes; empty above six minutes."""
    minutes, left = divmod(value, 60)
    if value <= MOST_COUNTED and value != 60:
        return f"{number(value).capitalize()} second{'s' if value > 1 else ''}." if value > 0 else ""
    if minutes > MOST_MINUTES:
        return ""
    whole = f"{number(minutes).capitalize()} minute{'s' if minutes > 1 else ''}"
    return f"{whole} and {seconds(left).lower()}" if left else f"{whole}."


def dose(unit: str, amount: int) -> str:
    """How much one set is: reps, swings or steps of one side, or seconds."""
    if Unit(unit).is_timed:
        return seconds(amount)
    words = number(amount)
    return f"{words.capitalize()} {COUNTED[unit][amount > 1]}" if words else ""


def set_of(value: int, sets: int) -> str:
    """ "Second of three sets."; empty where there is one set, or more than five."""
    if sets < 2 or sets > len(_ORDINALS):
        return ""
    return f"{_ORDINALS[value - 1]} of {number(sets)} sets."


def was(session: int, week: int) -> str:
    """ "That was session two of week three."; empty for a number without words."""
    told = number(session), number(week)
    return f"That was session {told[0]} of week {told[1]}." if all(told) else ""


def kit(ids: tuple[str, ...]) -> str:
    """ "You need a mat and a mini band."; empty where nothing is needed or a thing has no word."""
    words = [KIT[each] for each in ids if each in KIT]
    if not words or len(words) < len(ids):
        return ""
    listed = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return f"You need {listed}."


def unit_id(unit: str) -> str:
    """The name of the recording of a unit that stands after a number."""
    return unit.rstrip(".").replace(" ", "-")


def _is_whole(meaning: Message) -> bool:
    """Whether a meaning is recorded as it is; what is not is a number and its unit."""
    if meaning.kind is Kind.DOSE and not Unit(meaning.values[0]).is_timed:
        return int(meaning.values[1]) in WHOLE_AMOUNTS
    if meaning.kind is Kind.TIME and int(meaning.values[0]) <= MOST_COUNTED:
        return int(meaning.values[0]) in WHOLE_SECONDS
    return True


def every(exercises: Mapping[str, Exercise]) -> tuple[Take, ...]:
    """All takes that sessions of these exercises can be put together from, each once."""
    pack = SpokenEnglish(exercises)
    meanings = [*_fixed(), *(each for exercise in exercises.values() for each in _of(exercise))]
    takes = [take for meaning in meanings for take in pack._takes(meaning)]
    units = sorted({word for words in COUNTED.values() for word in words} | {"seconds."})
    takes += [Take(f"unit.{unit_id(unit)}", unit) for unit in units]
    return tuple(dict.fromkeys(takes))


def _fixed() -> list[Message]:
    """Everything that belongs to no exercise."""
    found = [Message(kind) for kind in SENTENCES]
    found += [Message(Kind.SIDE, values) for values in SIDES]
    found += [Message(Kind.SIDE_TURNED, values) for values in SIDES_TURNED]
    found += [Message(Kind.LOAD, (load,)) for load in LOADS]
    found += [Message(Kind.KIT, (thing,)) for thing in KIT]
    found += [Message(Kind.MORE, (reps,)) for reps in REPS_TO_COME]
    found += [
        Message(Kind.WAS, (session, week))
        for week in range(1, MOST_WEEKS + 1)
        for session in range(1, MOST_SESSIONS + 1)
    ]
    found += [Message(Kind.NEXT_DAY, (day,)) for day in NEXT_DAYS]
    found += [Message(Kind.NUMBER, (value,)) for value in range(1, MOST_COUNTED + 1)]
    found += [Message(Kind.SET_OF, (n, of)) for of in range(2, 6) for n in range(1, of + 1)]
    found += [Message(Kind.DOSE, (unit, amount)) for unit in COUNTED for amount in sorted(WHOLE_AMOUNTS)]
    found += [Message(Kind.TIME, (value,)) for value in sorted(WHOLE_SECONDS)]
    found += [Message(Kind.HOLD, (value,)) for value in sorted(WHOLE_SECONDS)]
    found += [Message(Kind.LEFT, (value,)) for value in sorted(WHOLE_LEFT)]
    return found


def _of(exercise: Exercise) -> list[Message]:
    """Everything that is said of one exercise alone."""
    sides = [side.value for side in Side] if exercise.unit.changes_side else [""]
    variants = [(), *((variant.id,) for variant in exercise.variants)]
    found = [Message(Kind.NAME, (exercise.id, *variant)) for variant in variants]
    found += [Message(Kind.PLACE, (exercise.id, *filter(None, (side,)))) for side in sides]
    if exercise.setup.change:
        found += [Message(Kind.CHANGE, (exercise.id, side)) for side in sides if side]
    found += [Message(Kind.CUE, (exercise.id, at)) for at in range(len(exercise.cues))]
    ways = [None, *(variant.id for variant in exercise.variants)]
    kits = [exercise.kit_of(way, eased=eased) for way in ways for eased in (False, True)]
    found += [Message(Kind.KIT, each) for each in kits if each]
    return [*found, Message(Kind.EASED, (exercise.id,))]
