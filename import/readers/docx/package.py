"""A Word file as an archive: its parts, opened only as far as is safe."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from io import BytesIO
from xml.etree import ElementTree

from lacsec.importer.readers.blocks import UnreadableError

_MOST_ENTRIES = 20_000
_LARGEST_PART = 60_000_000  # bytes of XML: some five thousand pages
_MOST_MARKS = 2_500_000  # tags, and twice the attributes, of all parts read: some 300 MB as a tree
_LARGEST_RATIO = 150  # unpacked to packed; Word's own files reach some 30
_HARMLESS = 4_000_000  # bytes: whatever the ratio
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_-]{1,40})[\"']")
_ENCODINGS = frozenset({b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1"})
_OFFICE = "/officeDocument"
_DOCUMENT = "word/document.xml"

Element = ElementTree.Element


class Package:
    """The parts of a Word file as parsed XML. Raises `UnreadableError` for a hostile one."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise UnreadableError("it is a broken Word file") from error
        if len(entries) > _MOST_ENTRIES:
            raise UnreadableError("it is an archive of far too many parts")
        self._entries = {entry.filename: entry for entry in entries}
        self._marks = 0
        self._main = self._main_name()

    def main(self) -> Element:
        """The document itself."""
        root = self._parsed(self._main)
        if root is None:
            raise UnreadableError("it is a Word file without a document inside")
        return root

    def beside(self, name: str) -> Element | None:
        """A part in the folder of the document ("styles.xml"); None where there is none."""
        return self._parsed(posixpath.join(posixpath.dirname(self._main), name))

    def properties(self) -> Element | None:
        """What the file says about itself."""
        return self._parsed("docProps/core.xml")

    def _main_name(self) -> str:
        """The part that is the document: nearly always the same one, else as the package says."""
        if _DOCUMENT in self._entries:
            return _DOCUMENT
        links = self._parsed("_rels/.rels")
        for link in links if links is not None else ():
            if link.get("Type", "").endswith(_OFFICE):
                return posixpath.normpath(link.get("Target", "")).lstrip("/")
        return _DOCUMENT

    def _parsed(self, name: str) -> Element | None:
        entry = self._entries.get(name)
        if entry is None:
            return None
        data = self._read(entry)
        self._marks += data.count(b"<") + 2 * data.count(b"=")
        if self._marks > _MOST_MARKS:
            raise UnreadableError("it has more elements than a Word file of a thousand pages")
        return parse_xml(data)

    def _read(self, entry: zipfile.ZipInfo) -> bytes:
        size, packed = entry.file_size, max(1, entry.compress_size)
        if size > _LARGEST_PART or (size > _HARMLESS and size > _LARGEST_RATIO * packed):
            raise UnreadableError(
                f"it would unpack to {size // 10**6} MB out of {packed / 1e6:.1f} MB, as only an"
                " archive does that is meant to fill the memory"
            )
        try:
            with self._archive.open(entry) as part:
                data = part.read(_LARGEST_PART + 1)  # what is declared may be a lie
        except RuntimeError as error:
            raise UnreadableError("it is protected by a password") from error
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
            raise UnreadableError("it is a broken Word file") from error
        if len(data) > _LARGEST_PART:
            raise UnreadableError("it unpacks to more than it declares")
        return data


def parse_xml(data: bytes) -> Element:
    """An XML part. Raises `UnreadableError` where it declares entities, or is no XML."""
    stated = _DECLARED.match(data[:300].replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf"))
    if stated is not None and stated[1].lower() not in _ENCODINGS:
        raise UnreadableError(f"it is in the encoding {stated[1].decode()}, as no Word file is")
    bare = data.replace(b"\0", b"") if b"\0" in data[:100] else data
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        raise UnreadableError("it declares a document type, as no Word file does; it was not read")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnreadableError("its XML is broken") from error
