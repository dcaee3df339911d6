"""Writes the manual page and the completion of shells from the command line's own parser.

    python texts.py FOLDER

Says nothing that `kneetimer --help` does not say. Reads no clock: both are the same for the same program.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from kneetimer import __version__
from kneetimer.__main__ import command_line

Parser = argparse.ArgumentParser


def commands(parser: Parser) -> dict[str, tuple[Parser, str]]:
    """The commands of a parser with what is said about each."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            abouts = {each.dest: each.help or "" for each in action._choices_actions}
            return {name: (sub, abouts.get(name, "")) for name, sub in action.choices.items()}
    return {}


def options(parser: Parser) -> Iterator[argparse.Action]:
    return (action for action in parser._actions if action.option_strings)


def arguments(parser: Parser) -> Iterator[argparse.Action]:
    """What is written without a name, files mostly."""
    for action in parser._actions:
        if not action.option_strings and not isinstance(action, argparse._SubParsersAction):
            yield action


def manual(parser: Parser) -> str:
    """The page for `man kneetimer`."""
    lines = [
        f'.TH KNEETIMER 1 "" "KneeTimer {__version__}" "User Commands"',
        ".SH NAME",
        "kneetimer \\- a coach that leads runners through a knee\\-strengthening plan",
        ".SH SYNOPSIS",
        ".B kneetimer",
        "[\\fIOPTION\\fR]... [\\fICOMMAND\\fR [\\fIARGUMENT\\fR]...]",
        ".SH DESCRIPTION",
        _roff(parser.description or ""),
        ".SH OPTIONS",
        *_described(parser),
        ".SH COMMANDS",
    ]
    for name, (sub, about) in commands(parser).items():
        lines += _command(name, sub, about)
    lines += [
        ".SH EXIT STATUS",
        "0 all right, 1 something is wrong with the data, 2 wrong words or no display, 130 interrupted.",
        ".SH FILES",
        ".TP",
        ".I ~/.local/share/kneetimer",
        "Everything you have; \\fBkneetimer doctor\\fR names the folder that is used.",
    ]
    return "\n".join(lines) + "\n"


def _command(name: str, parser: Parser, about: str) -> list[str]:
    words = " ".join(f"\\fI{_roff(str(each.metavar or each.dest))}\\fR" for each in arguments(parser))
    lines = [".SS", f"{_roff(name)} {words}".rstrip(), f"{_roff(about[:1].upper() + about[1:])}."]
    lines[0] = f".SS {lines.pop(1)}"
    lines += _described(parser)
    for inner, (sub, said) in commands(parser).items():
        lines += _command(f"{name} {inner}", sub, said)
    return lines


def _described(parser: Parser) -> list[str]:
    lines = []
    for action in options(parser):
        value = f" \\fI{_roff(str(action.metavar))}\\fR" if action.metavar else ""
        names = ", ".join(f"\\fB{_roff(each)}\\fR" for each in action.option_strings)
        lines += [".TP", f"{names}{value}", _roff(action.help or "")]
    return lines


def _roff(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def _words(parser: Parser) -> tuple[str, str]:
    """The commands and the options of a parser, each as words."""
    return " ".join(commands(parser)), " ".join(
        name for each in options(parser) for name in each.option_strings
    )


def bash(parser: Parser) -> str:
    """Completion for bash: commands, options, and files everywhere else."""
    lines = ["# Completion of kneetimer for bash. Made from the command line's own parser.", "_kneetimer() {"]
    lines += [
        "    local word command= inner= each",
        "    word=${COMP_WORDS[COMP_CWORD]}",
        '    for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
        "        case $each in -*) continue ;; esac",
        '        if [ -z "$command" ]; then command=$each; else inner=${inner:-$each}; fi',
        "    done",
        '    case "$command $inner" in',
    ]
    for name, (sub, _) in commands(parser).items():
        for inner, (innermost, _) in commands(sub).items():
            lines += _bash_case(f'"{name} {inner}"', innermost)
        lines += _bash_case(f'"{name} "*', sub)
    lines += _bash_case("*", parser)
    lines += ["    esac", "}", "complete -o default -F _kneetimer kneetimer"]
    return "\n".join(lines) + "\n"


def _bash_case(pattern: str, parser: Parser) -> list[str]:
    inner, names = _words(parser)
    return [
        f'        {pattern}) COMPREPLY=($(compgen -W "{" ".join((inner, names)).strip()}" -- "$word")) ;;'
    ]


def fish(parser: Parser) -> str:
    """Completion for fish, with what each command and option does."""
    lines = ["# Completion of kneetimer for fish. Made from the command line's own parser."]
    lines += [_fish_option("__fish_use_subcommand", action) for action in options(parser)]
    for name, (sub, about) in commands(parser).items():
        lines.append(f"complete -c kneetimer -n __fish_use_subcommand -f -a {name} -d {_quoted(about)}")
        seen = f"'__fish_seen_subcommand_from {name}'"
        lines += [_fish_option(seen, action) for action in options(sub)]
        for inner, (_, said) in commands(sub).items():
            lines.append(f"complete -c kneetimer -n {seen} -f -a {inner} -d {_quoted(said)}")
    return "\n".join(lines) + "\n"


def _fish_option(condition: str, action: argparse.Action) -> str:
    names = " ".join(
        f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in action.option_strings
    )
    takes = " -r" if action.metavar else ""
    return f"complete -c kneetimer -n {condition} {names}{takes} -d {_quoted(action.help or '')}"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def zsh(parser: Parser) -> str:
    """Completion for zsh, which can use the one for bash."""
    return "#compdef kneetimer\nautoload -U +X bashcompinit && bashcompinit\n" + bash(parser)


def main() -> int:
    """Write all of them into a folder; returns 0."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    parser = command_line()
    for name, text in (
        ("kneetimer.1", manual(parser)),
        ("kneetimer.bash", bash(parser)),
        ("kneetimer.fish", fish(parser)),
        ("_kneetimer", zsh(parser)),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
