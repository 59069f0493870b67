"""Word files made by hand, for tests: a zip of the few parts that a reader needs."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
STYLES = f"""{HEAD}<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Ttulo"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Ttulo1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Ttulo2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/>
<w:basedOn w:val="Ttulo2"/></w:style>
<w:style w:type="paragraph" w:styleId="Out"><w:name w:val="Own part"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Leyenda"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="TDC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Vinetas"><w:name w:val="List Bullet"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="x"/><w:basedOn w:val="Loop"/></w:style>
</w:styles>"""
NUMBERING = f"""{HEAD}<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>
<w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="%1.%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%3"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>"""
CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="http://c" xmlns:dc="http://d" xmlns:dcterms="http://t">'
    "<dc:title>Harbour talks</dc:title><dc:creator>R. Paz</dc:creator>"
    "<dc:language>es-EC</dc:language><dcterms:modified>2021-09-03T08:00:00Z</dcterms:modified>"
    "</cp:coreProperties>"
)


def run(text: str, *, bold: bool = False, extra: str = "") -> str:
    switches = ("<w:b/>" if bold else "") + extra
    properties = f"<w:rPr>{switches}</w:rPr>" if switches else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(
    inside: str, *, style: str = "", item: tuple[int, int] | None = None, plain: bool = True
) -> str:
    """A paragraph; `inside` is words, or runs where `plain` is false; `item`: list and depth."""
    listed = ""
    if item is not None:
        listed = f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>'
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{run(inside) if plain else inside}</w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, head: bool = False) -> str:
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    inside = "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells)
    return f"<w:tr>{properties}{inside}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def notes(kind: str, **told: str) -> str:
    inside = "".join(
        f'<w:{kind} w:id="{key[1:]}">{paragraph(text)}</w:{kind}>' for key, text in told.items()
    )
    return f'{HEAD}<w:{kind}s xmlns:w="{W}">{inside}</w:{kind}s>'


def word_file(body: str, *, packed: bool = True, **parts: str | bytes) -> bytes:
    """The bytes of a file with that body; `parts` (`footnotes`, `core`, `document`) replace."""
    document = f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://x"/>',
        "word/document.xml": document,
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "docProps/core.xml": CORE,
    }
    for name, content in parts.items():
        folder = "docProps" if name == "core" else "word"
        entries[f"{folder}/{name}.xml"] = content
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    ) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()
