"""XML of foreign hands as steps through its elements, read in one pass that keeps no tree.

Letters are decoded here and what is missing around them is mended, with a sentence for each. No entities
are taken, and nothing outside of the file is looked at. Knows no format.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import errors

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from kneetimer.core.language import mark, tr
from kneetimer.storage.runs.activity import DAMAGED, TOO_MUCH, KeepOn, UnreadableError, after_the_end

DEEPEST = 64
MOST_ELEMENTS = 650_000  # 16 MB of the shortest points that watches write have fewer
HEAVY = 10  # what has others in it, or says nothing where something is looked for, counts as so many
MOST_PREFIXES = 50
CHUNK = 2**16  # bytes between two looks whether somebody still waits

Path = tuple[str, ...]
Step = tuple[str, Path, Element]

_DECLARATIONS = mark("{file} has declarations in it that no run needs, and is left alone.")
_TOO_DEEP = mark("{file} is nested deeper than any run.")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_BLANK = " \t\r\n\x00\ufeff"
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PREFIX = re.compile(rb"""<([A-Za-z_][\w.-]*):|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=\s*["']""")
_DECLARED = re.compile(rb"xmlns:([A-Za-z_][\w.-]*)\s*=")
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_LONE_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
_MENDABLE = {
    errors.codes[each]
    for each in (
        errors.XML_ERROR_UNBOUND_PREFIX,
        errors.XML_ERROR_INVALID_TOKEN,
        errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT,
        errors.XML_ERROR_UNDEFINED_ENTITY,
    )
}


class MendableError(Exception):
    """Something stands there that XML forbids and that `mended` may put right."""


def looks_like(raw: bytes) -> bool:
    """True where the bytes may be XML in any of its usual encodings."""
    return _decoded(raw[:4096])[0].lstrip(_BLANK).startswith("<")


def document(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The XML of a file in UTF-8 without a declaration, and a sentence for each thing that was mended."""
    text, mended = _decoded(raw)
    whole = text.lstrip(_BLANK)
    if whole != text.removeprefix("\ufeff") and "<?xml" in whole[:5]:
        mended = (*mended, tr("There were blanks before its first line."))
    whole = _DECLARATION.sub("", whole, count=1) if whole.startswith("<?xml") else whole
    return whole.encode("utf-8", "replace"), mended


def mended(content: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The content without what is forbidden and harmless, and a sentence for each thing.

    Raises UnreadableError where there is nothing of it.
    """
    said: list[str] = []
    for mend in (_without_rest, _with_prefixes, _without_forbidden):
        content, sentence = mend(content)
        said += [sentence] if sentence else []
    if not said:
        raise UnreadableError(DAMAGED)
    return content, tuple(said)


def _without_rest(content: bytes) -> tuple[bytes, str]:
    """Nothing may follow the end of the first element, which stands in no other of its name."""
    root = _ROOT.search(content)
    end = re.search(rb"</%s\s*>" % re.escape(root[1]), content) if root else None
    rest = content[end.end() :] if end else b""
    if end is None or not rest.strip():
        return content, ""
    return content[: end.end()], after_the_end(len(rest))


def _with_prefixes(content: bytes) -> tuple[bytes, str]:
    used = {each for found in _PREFIX.findall(content) for each in found if each}
    missing = sorted(used - set(_DECLARED.findall(content)) - {b"xml", b"xmlns"})
    root = _ROOT.search(content)
    if not missing or root is None or len(missing) > MOST_PREFIXES:
        return content, ""
    declared = b"".join(b' xmlns:%s="urn:undeclared:%s"' % (prefix, prefix) for prefix in missing)
    whole = content[: root.end()] + declared + content[root.end() :]
    return whole, tr(
        "It uses the prefix {prefix} without saying what it means.", prefix=missing[0].decode()[:20]
    )


def _without_forbidden(content: bytes) -> tuple[bytes, str]:
    whole = _LONE_AMPERSAND.sub(b"&amp;", _FORBIDDEN.sub(b"", content))
    return whole, "" if whole == content else tr("Some of its signs are not allowed in such a file.")


def steps(content: bytes, names: Mapping[str, bool], keep_on: KeepOn) -> Iterator[Step]:
    """The start and the end of elements, each with its path of names, the namespaces left out.

    All ends of elements of these names are told, and the starts of those where True stands; what is called
    otherwise is passed over with all that is in it, but for the first element, whose start comes first. What
    stands in an element is known at its end. Raises UnreadableError where it is no XML to the end, or
    has in it what no run needs, and MendableError.
    """
    found = _Elements(names)
    # A document type by itself does nothing, and some exporters write one; entities are another thing.
    parser = DefusedXMLParser(target=found, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        for begin in range(0, len(content), CHUNK):
            keep_on(begin / len(content))
            parser.feed(content[begin : begin + CHUNK])
            yield from found.taken()
        parser.close()
        yield from found.taken()
    except DefusedXmlException as problem:
        raise UnreadableError(_DECLARATIONS) from problem
    except ParseError as problem:
        if problem.code in _MENDABLE:
            raise MendableError from problem
        raise UnreadableError(DAMAGED) from problem


class _Elements:
    """What the parser tells its elements to. A tree, and iterparse, would take four times as long."""

    def __init__(self, names: Mapping[str, bool]) -> None:
        self._names = names
        self._steps: list[Step] = []
        self._stack: list[tuple[Path, Element]] = []
        self._text: list[str] = []
        self._count = 0
        self._is_empty = False  # the element that began last, and nothing has ended since
        self._below = 0  # how deep in an element that nobody knows, with all that is in it

    def taken(self) -> list[Step]:
        """The steps since this was last asked."""
        steps, self._steps = self._steps, []
        return steps

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise UnreadableError(TOO_MUCH)
        if len(self._stack) + self._below > DEEPEST:
            raise UnreadableError(_TOO_DEEP)
        name = tag.rpartition("}")[2]
        is_told = self._names.get(name) if self._stack else True
        if self._below or is_told is None:
            self._below += 1
            self._is_empty = False
            return
        path = (*self._stack[-1][0], name) if self._stack else (name,)
        element = Element(tag, attributes)
        self._stack.append((path, element))
        if is_told:
            self._steps.append(("start", path, element))
            self._count += HEAVY
        self._text.clear()
        self._is_empty = True

    def data(self, text: str) -> None:
        if not self._below:
            self._text.append(text)

    def end(self, tag: str) -> None:
        if self._below:
            self._below -= 1
            return
        path, element = self._stack.pop()
        if self._text:
            element.text = "".join(self._text)
            self._text.clear()
        elif self._is_empty:
            self._count += HEAVY
        self._is_empty = False
        self._steps.append(("end", path, element))

    def close(self) -> None:
        """The parser asks for a result; there is none beside the steps."""


def _decoded(raw: bytes) -> tuple[str, tuple[str, ...]]:
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    if not encoding and raw[:3] == bytes(3):
        encoding = "utf-32-be"
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
        return raw.decode("utf-8", "replace"), (tr("Some of its letters could not be read."),)
