"""What messages about plan files offer: a value to copy for each field, and names that people write instead.

Is not the format; plan_file.py alone decides what is read.
"""

from __future__ import annotations

from kneetimer.storage.plans.toml_field import FieldWords

_DOSE = '{ exercise = "clamshell", sets = 2, reps = 12, rest_s = 45 }'

PLAN_WORDS = FieldWords(
    examples={
        "": "format = 1",
        "format": "1",
        "id": '"my-plan"',
        "name": '"My plan"',
        "about": '"What this plan is for."',
        "weeks": "6",
        "sessions_a_week": "[2, 3]",
        "rest_exercises_s": "45",
        "phases": "[[phases]]",
        "phases.name": '"Start"',
        "phases.weeks": "[1, 6]",
        "phases.aim": '"Learn the movements."',
        "blocks": "[[blocks]]",
        "blocks.kind": '"strength"',
        "blocks.weeks": "[1, 6]",
        "blocks.doses": f"[{_DOSE}]",
        "blocks.doses.exercise": '"clamshell"',
        "blocks.doses.variant": '"goblet"',
        "blocks.doses.sets": "2",
        "blocks.doses.reps": "12",
        "blocks.doses.seconds": "30",
        "blocks.doses.rest_s": "45",
        "blocks.doses.load": '"light band"',
        "blocks.doses.tempo_s": "[2, 1, 2]",
    },
    # English, German, French and Spanish, as people call what they write; plain, without accents.
    other_names={
        word: name
        for name, words in {
            "format": "version",
            "name": "title titel nom nombre",
            "about": "description beschreibung ueber text comment notes",
            "weeks": "week woche wochen semaine semaines semana semanas duration length",
            "sessions_a_week": "sessions sessions_per_week per_week einheiten einheiten_pro_woche frequency",
            "rest_exercises_s": "rest_exercises rest_between_exercises pause_uebungen",
            "phases": "phase phasen fases",
            "blocks": "block bloecke bloques blocs",
            "kind": "type art typ block_kind",
            "doses": "dose exercises uebungen exercices ejercicios items",
            "exercise": "exercises uebung exercice ejercicio move movement",
            "variant": "variante variation version",
            "sets": "set saetze satz series serie rounds",
            "reps": "rep repetitions wiederholungen wdh repeticiones count amount",
            "seconds": "sec secs seconds_s sekunden secondes segundos hold hold_s time time_s duration",
            "rest_s": "rest rest_sec rest_min rest_seconds pause pause_s repos descanso break recovery",
            "load": "weight gewicht last charge carga band resistance",
            "tempo_s": "tempo pace rhythm",
        }.items()
        for word in words.split()
    },
)
