"""The parts of a slide: title, text, table, footer, notes, all in one look and marked as Swedish.

Owns: sizes, colours and places on a slide. Must not know: what a report says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.presentation import Presentation as Deck
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.text.text import TextFrame
from pptx.util import Inches, Length, Pt

from components import theme
from reports.model import Cell, Table

WIDE, HIGH = 13.333, 7.5
TITLE_ONLY = 5
"""The layout of the default template that has a title and nothing else."""
FONT = "Arial"
"""On every machine that shows slides; LibreOffice has one of the same widths."""
LANGUAGE = "sv-SE"
HEAD_HEIGHT = 0.42
"""Of the first row of a table, in inches."""
BIG, TITLE, BODY, NORMAL, TABLE, SMALL = 54, 26, 20, 16, 13, 12


@dataclass(frozen=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def measures(self) -> tuple[Length, Length, Length, Length]:
        """Left, top, width and height as python-pptx wants them."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


@dataclass(frozen=True)
class Line:
    """A paragraph; `after` is the room under it, in points."""

    text: str
    size: int = NORMAL
    is_bold: bool = False
    is_quiet: bool = False
    is_accent: bool = False
    after: int = 3


@dataclass(frozen=True)
class Marks:
    """What stands on every slide: selection and source, whether figures are made up, number of slides."""

    left: str
    demo: str
    total: int


def set_up(deck: Deck, *, title: str, author: str, subject: str, keywords: str, moment: datetime) -> None:
    """Set the size of the slides and what the file says of itself."""
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    properties = deck.core_properties
    properties.title, properties.author, properties.subject = title, author, subject
    properties.keywords, properties.language = keywords, LANGUAGE
    properties.last_modified_by, properties.revision = author, 1
    properties.created = properties.modified = moment


def add_slide(deck: Deck, title: str, marks: Marks, *, over: str = "") -> Slide:
    """Add a slide with its title, a line over it, the footer and the label of made up figures."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    if shape is not None:
        top = 0.62 if over else 0.5
        shape.left, shape.top, shape.width, shape.height = Box(0.7, top, 11.9, 0.95).measures
        _write(shape.text_frame, [Line(title, size=TITLE, is_bold=True, is_accent=True)])
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        _without_margins(shape.text_frame)
    if over:
        add_text(slide, Box(0.7, 0.3, 9.0, 0.35), [Line(over, size=SMALL, is_quiet=True)])
    if marks.demo:
        frame = add_text(slide, Box(9.75, 0.24, 2.9, 0.32), [Line(marks.demo, size=SMALL, is_bold=True)])
        frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    add_text(slide, Box(0.7, 6.95, 10.6, 0.35), [Line(marks.left, size=SMALL, is_quiet=True)])
    number = f"{len(deck.slides)} av {marks.total}"
    frame = add_text(slide, Box(11.4, 6.95, 1.25, 0.35), [Line(number, size=SMALL, is_quiet=True)])
    frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    return slide


def add_text(slide: Slide, box: Box, lines: Sequence[Line]) -> TextFrame:
    """Add a text without frame; its left edge is that of the box."""
    frame = slide.shapes.add_textbox(*box.measures).text_frame
    frame.word_wrap = True
    _without_margins(frame)
    _write(frame, lines)
    return frame


def add_table(slide: Slide, table: Table, box: Box, *, widths: Sequence[float], size: int = TABLE) -> None:
    """Add a table that can be edited; its alternative text is its caption."""
    shape = slide.shapes.add_table(len(table.rows) + 1, len(table.columns), *box.measures)
    set_description(shape, table.caption)
    grid = shape.table
    grid.horz_banding = False
    grid.rows[0].height = Inches(HEAD_HEIGHT)
    for number in range(1, len(table.rows) + 1):
        grid.rows[number].height = Inches((box.height - HEAD_HEIGHT) / len(table.rows))
    room = sum(widths)
    for place, width in enumerate(widths):
        grid.columns[place].width = Inches(box.width * width / room)
    for place, column in enumerate(table.columns):
        _write_cell(
            grid.cell(0, place), Cell(column.name), is_number=column.is_number, is_head=True, size=size
        )
        for number, row in enumerate(table.rows, start=1):
            _write_cell(
                grid.cell(number, place),
                row[place],
                is_number=column.is_number,
                is_first=place == 0,
                size=size,
            )


def set_description(shape: GraphicFrame, text: str) -> None:
    """Set the alternative text of a chart or a table."""
    properties = shape._element.nvGraphicFramePr.cNvPr  # the library has no public way to it
    properties.set("descr", text)


def set_notes(slide: Slide, lines: Sequence[str]) -> None:
    """Write the speaker's notes."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        _write(frame, [Line(line, size=SMALL) for line in lines], is_coloured=False)


def _without_margins(frame: TextFrame) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Inches(0)


def _write(frame: TextFrame, lines: Sequence[Line], *, is_coloured: bool = True) -> None:
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(line.after)
        run = paragraph.add_run()
        run.text = line.text
        run.font.size, run.font.bold, run.font.name = Pt(line.size), line.is_bold, FONT
        run._r.get_or_add_rPr().set(
            "lang", LANGUAGE
        )  # the library knows languages, but not Swedish of Sweden
        if is_coloured:
            colour = theme.BLUE if line.is_accent else theme.TEXT_QUIET if line.is_quiet else theme.TEXT
            run.font.color.rgb = rgb(colour)


def _write_cell(
    cell: _Cell, content: Cell, *, is_number: bool, size: int, is_head: bool = False, is_first: bool = False
) -> None:
    line = Line(content.full, size=size, is_bold=is_head or is_first, after=0)
    _write(cell.text_frame, [line])
    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Inches(0.09)
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(theme.BLUE_LIGHT if is_head else theme.WHITE)
    _underline(cell)


def _underline(cell: _Cell) -> None:
    """Draw the line under a cell, and the same over it: of two cells that meet, some programs ask the lower
    one. The library has no public way to either."""
    properties = cell._tc.get_or_add_tcPr()
    first_fill = properties.find(qn("a:solidFill"))
    for side in ("a:lnT", "a:lnB"):
        line = OxmlElement(side)
        line.set("w", str(Pt(0.75)))
        fill = OxmlElement("a:solidFill")
        colour = OxmlElement("a:srgbClr")
        colour.set("val", theme.HATCH.lstrip("#"))
        fill.append(colour)
        line.append(fill)
        if first_fill is None:
            properties.append(line)
        else:
            first_fill.addprevious(line)


def rgb(colour: str) -> RGBColor:
    """A colour of the theme as python-pptx wants it."""
    return RGBColor.from_string(colour.lstrip("#"))
