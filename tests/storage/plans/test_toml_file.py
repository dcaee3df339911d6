"""Files from anyone: what is refused before parsing, what after it, and what the sentence says."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kneetimer.storage.plans.toml_file import FileProblem, name_of, text_of, values_of

REPOSITORY = Path(__file__).parents[3]
posix = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="pipes, devices and links for everybody are POSIX"
)


def read_toml(source: Path | str | bytes) -> dict[str, object]:
    name = name_of(source)
    return values_of(text_of(source, name), name)


def problem_of(source: Path | str | bytes) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        read_toml(source)
    return caught.value


def test_an_ordinary_file_is_read(tmp_path: Path) -> None:
    """Tables, lists, comments, Windows line ends and signs inside of strings come through as written."""
    path = tmp_path / "mine.toml"
    path.write_bytes(
        b'# [[[[ a comment\r\nname = "a.b.c # [ { \\" \'"\r\n[t."x.y"]\r\nz = [[1, 2.5], {u = 3}]\r\n'
        b'long = """\r\none "quoted" ["""\r\n'
    )
    assert read_toml(path) == {
        "name": "a.b.c # [ { \" '",
        "t": {"x.y": {"z": [[1, 2.5], {"u": 3}], "long": 'one "quoted" ['}},
    }


@pytest.mark.parametrize(
    ("content", "place", "line", "rule"),
    [
        (b"a = 1\nb = \n", "", 2, "nothing stands after “b =”"),
        (b"a = 1\na = 2\n", "", 2, "delete one of the two"),
        (b"a = [1,\n2,\n", "", 1, "has no end; write ]"),
        (b"a = 2025-02-30\n", "", 1, "not valid TOML"),
        (b"a = 1\nb = '\xff'\n", "", 2, "not UTF-8"),
        ("a = 1\n".encode("utf-16"), "", 1, "stored as UTF-16"),
        (b"a = 1\n\nb = '\x00'\n", "", 3, "U+0000"),
        (b"a = '\x1b[31m'\n", "", 1, "U+001B"),
        (b"a = 1\rb = 2\n", "", 1, "U+000D"),
        ("a = 1\nb = '\u202e'\n".encode(), "", 2, "U+202E"),
        ("a = '\u2066x\u2069'\n".encode(), "", 1, "U+2066"),
        (b'a = "\\u202E"\n', "a", 1, "U+202E"),
        (b'a = [{b = 1}, {b = "\\u001B[31m"}]\n', "a 2, b", 1, "U+001B"),
        (b'a = {"\\u200F" = 1}\n', "a, \ufffd", 1, "U+200F"),
        (b"a = [1.0, nan]\n", "a 2", 1, "ordinary number"),
        (b"a = -inf\n", "a", 1, "ordinary number"),
        (b"a = 1e999\n", "a", 1, "ordinary number"),
    ],
)
def test_the_sentence_says_where_and_why(content: bytes, place: str, line: int, rule: str) -> None:
    """What a person sees names the line or the field, and the rule that it breaks."""
    problem = problem_of(content)
    assert (problem.place, problem.line) == (place, line)
    assert rule in problem.rule
    assert str(problem).startswith("the text, ")


@pytest.mark.parametrize(
    ("allowed", "refused", "rule"),
    [
        (b"a = " + b"[" * 100 + b"]" * 100, b"a = " + b"[" * 101 + b"]" * 101, "100 levels"),
        (b"a." * 15 + b"a = 1", b"a." * 16 + b"a = 1", "16 parts"),
        (b"[" + b"a . " * 15 + b"a]", b"[" + b"a . " * 16 + b"a]", "16 parts"),
        (b'"a".' * 15 + b"a = 1", b'"a".' * 16 + b"a = 1", "16 parts"),
        (b"k" * 200 + b" = 1", b"k" * 201 + b" = 1", "200 characters"),
        (b"'" + b"k" * 200 + b"' = 1", b"'" + b"k" * 201 + b"' = 1", "200 characters"),
        (b"a = " + b"9" * 200, b"a = " + b"9" * 201, "200 characters"),
        (b"a = [" + b"1," * 4_998 + b"]", b"a = [" + b"1," * 4_999 + b"]", "5000 lines and entries"),
        (b"#\n" * 5_000, b"#\n" * 5_001, "5000 lines and entries"),
        (b"#" * 128 * 1024, b"#" * (128 * 1024 + 1), "128 KiB"),
    ],
)
def test_limits_are_exact(allowed: bytes, refused: bytes, rule: str) -> None:
    """The largest file that is allowed is read, and the next larger one refused by name of the limit."""
    read_toml(allowed)
    assert rule in problem_of(refused).rule


@pytest.mark.parametrize(
    "hidden",
    [
        b"a = '''\n'' [[[ {{{ a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a '''''\n",
        b'a = """\n\\""" "" [[[ """""\n',
        b'a = "\\\\" # "\n',
        b"a = 'c:\\' # '\n",
        b'"#" = "\'" # "\'\n',
    ],
)
def test_strings_and_comments_do_not_hide_what_follows_them(hidden: bytes) -> None:
    """However a string ends, a bomb on the next line is seen and the string itself is not taken for one."""
    read_toml(hidden)
    assert problem_of(hidden + b"b." * 30_000 + b"b = 1\n").rule == "a key has more than 16 parts"


def test_a_deep_file_of_dotted_keys_is_walked_without_running_out_of_stack() -> None:
    """90 tables inside of each other with 16 parts a key are far deeper than Python's stack."""
    read_toml(b"a = " + (b"{" + b"a." * 15 + b"a = ") * 90 + b"1" + b"}" * 90)


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    """A missing file, a folder and a name with NUL each get a sentence with the name."""
    for path in (tmp_path / "none.toml", tmp_path, Path("a\0b.toml")):
        assert problem_of(path).file == path.name.replace("\0", "\ufffd")


@posix
def test_pipes_and_devices_do_not_hang_the_reader(tmp_path: Path) -> None:
    """A pipe that nobody writes to and an endless device, also behind a link, are refused at once."""
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    link = tmp_path / "link.toml"
    link.symlink_to("/dev/zero")
    for path in (pipe, link):
        assert problem_of(path).rule == "this is not a regular file"


@posix
def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    """A link to itself leads nowhere, and says so."""
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    assert "cannot be read" in problem_of(loop).rule


@posix
def test_a_link_to_a_regular_file_is_read(tmp_path: Path) -> None:
    """People keep their files elsewhere and link them; that works."""
    (tmp_path / "real.toml").write_text("a = 1")
    (tmp_path / "link.toml").symlink_to(tmp_path / "real.toml")
    assert read_toml(tmp_path / "link.toml") == {"a": 1}


def test_a_hundred_megabytes_are_not_read(tmp_path: Path) -> None:
    """A file of 100 MB is refused after its first 128 KiB, within 100 ms of processor time."""
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    began = time.process_time()
    assert problem_of(path).rule == "the file is larger than 128 KiB"
    assert time.process_time() - began < 0.1


def test_the_sentence_is_safe_to_print() -> None:
    """Hidden characters and endless names out of a file or its name do not reach the screen."""
    problem = FileProblem("a\n\x1b[31m\u202e.toml", "x" * 1_000, "y" * 1_000)
    assert str(problem).isprintable()
    assert len(str(problem)) < 500


def test_a_problem_keeps_its_parts() -> None:
    """A problem survives being handed to another process, and nobody can change where it was."""
    problem = FileProblem("mine.toml", "weeks", "must be from 1 to 26, not 99")
    copy = pickle.loads(pickle.dumps(problem))
    assert (copy.file, copy.place, copy.rule) == ("mine.toml", "weeks", "must be from 1 to 26, not 99")
    assert str(copy) == "mine.toml, weeks: must be from 1 to 26, not 99."
    with pytest.raises(AttributeError):
        problem.place = "elsewhere"  # type: ignore[misc]


def test_hostile_and_damaged_plans_give_a_sentence_or_a_plan() -> None:
    """No damaged file gives another exception, 100 ms or 64 MB; KNEETIMER_HOSTILE_FILES sets how many."""
    count = os.environ.get("KNEETIMER_HOSTILE_FILES", "2000")
    command = REPOSITORY / "packaging" / "campaigns" / "hostile_plans.py"
    run = subprocess.run(
        [sys.executable, str(command), count], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{count} files" in run.stdout
    assert " 0 broken" in run.stdout
