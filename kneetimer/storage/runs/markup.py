"""XML of foreign hands as steps through its elements, read in one pass that keeps no tree.

Letters are decoded here and what is missing around them is mended, with a sentence for each. No entities
are taken, and nothing outside of the file is looked at. Knows no format.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import errors

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from kneetimer.storage.runs.activity import KeepOn, UnreadableError

DEEPEST = 64
MOST_ELEMENTS = 650_000  # 16 MB of the shortest points that watches write have fewer
MOST_PREFIXES = 50
LOOK_EVERY = 20_000

Path = tuple[str, ...]
Step = tuple[str, Path, Element]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_BLANK = " \t\r\n\x00\ufeff"
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PREFIX = re.compile(rb"""<([A-Za-z_][\w.-]*):|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=\s*["']""")
_DECLARED = re.compile(rb"xmlns:([A-Za-z_][\w.-]*)\s*=")
_ROOT = re.compile(rb"<[A-Za-z_][\w.:-]*")


class UndeclaredPrefixError(Exception):
    """A prefix was used that nobody declared; `with_prefixes` mends that."""


def looks_like(raw: bytes) -> bool:
    """True where the bytes may be XML in any of its usual encodings."""
    return _decoded(raw[:4096])[0].lstrip(_BLANK).startswith("<")


def document(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The XML of a file in UTF-8 without a declaration, and a sentence for each thing that was mended."""
    text, mended = _decoded(raw)
    whole = text.lstrip(_BLANK)
    if whole != text.removeprefix("\ufeff") and "<?xml" in whole[:5]:
        mended = (*mended, "There were blanks before its first line.")
    whole = _DECLARATION.sub("", whole, count=1) if whole.startswith("<?xml") else whole
    return whole.encode("utf-8", "replace"), mended


def with_prefixes(content: bytes) -> tuple[bytes, str]:
    """The content with the prefixes declared that it uses, and a sentence. Raises UnreadableError."""
    used = {each for found in _PREFIX.findall(content) for each in found if each}
    missing = sorted(used - set(_DECLARED.findall(content)) - {b"xml", b"xmlns"})
    root = _ROOT.search(content)
    if not missing or root is None or len(missing) > MOST_PREFIXES:
        raise UnreadableError("is cut short or damaged")
    declared = b"".join(b' xmlns:%s="urn:undeclared:%s"' % (prefix, prefix) for prefix in missing)
    whole = content[: root.end()] + declared + content[root.end() :]
    return whole, f"It uses the prefix {missing[0].decode()[:20]} without saying what it means."


def steps(content: bytes, keep_on: KeepOn) -> Iterator[Step]:
    """Each start and end of an element with its path of names, the namespaces left out.

    Raises UnreadableError where it is no XML to the end, or has in it what no run needs, and
    UndeclaredPrefixError.
    """
    stack: list[Element] = []
    path: Path = ()
    file = io.BytesIO(content)
    # A document type by itself does nothing, and some exporters write one; entities are another thing.
    parser = iterparse(
        file, events=("start", "end"), forbid_dtd=False, forbid_entities=True, forbid_external=True
    )
    try:
        for number, (event, element) in enumerate(parser):
            if number % LOOK_EVERY == 0:
                keep_on(file.tell() / len(content))
            if number > 2 * MOST_ELEMENTS:
                raise UnreadableError("has more in it than any run")
            if event == "start":
                stack.append(element)
                path = (*path, str(element.tag).rpartition("}")[2])
                if len(stack) > DEEPEST:
                    raise UnreadableError("is nested deeper than any run")
                yield "start", path, element
            else:
                yield "end", path, element
                stack.pop()
                path = path[:-1]
                if stack:
                    stack[-1].remove(element)  # so that a long file needs no more memory than a short one
    except DefusedXmlException as problem:
        raise UnreadableError("has declarations in it that no run needs, and is left alone") from problem
    except ParseError as problem:
        if problem.code == errors.codes[errors.XML_ERROR_UNBOUND_PREFIX]:
            raise UndeclaredPrefixError from problem
        raise UnreadableError("is cut short or damaged") from problem


def _decoded(raw: bytes) -> tuple[str, tuple[str, ...]]:
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    if not encoding and b"\x00" in raw[:4]:
        encoding = "utf-16-be" if raw[:1] == b"\x00" else "utf-16-le"
    if not encoding:
        named = _ENCODING.search(raw[:400])
        encoding = named.group(1).decode() if named else "utf-8"
        if encoding.lower().startswith(("utf-16", "utf16", "ucs", "utf-32", "utf32")):
            encoding = "utf-8"  # its bytes say otherwise
    try:
        return raw.decode(codecs.lookup(encoding).name), ()
    except (LookupError, UnicodeError, ValueError):
        return raw.decode("utf-8", "replace"), ("Some of its letters could not be read.",)
