"""What is sent makes the terminal show the grid, whatever it showed before, in few bytes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lacsec.tui.terminal.cells import Grid
from lacsec.tui.terminal.charset import Charset
from lacsec.tui.terminal.looks import Looks
from lacsec.tui.terminal.painter import Painter
from lacsec.tui.terminal.traits import Traits, traits

from .emulator import Emulator, expected

LOOKS = ["", "1", "38;5;110", "1;38;5;215;48;5;235", "7", "4;31", "48;5;235", "9", "3;38;2;9;8;7"]
WORDS = ["tons of", "Panamá", "海上", "x", "e\u0301o", "────", "  ", "        ", "🚢 ship", "naval"]
TERMS = ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100"]


class Canvas:
    """A grid, a painter and the terminal that it paints on."""

    def __init__(self, width: int, height: int, found: Traits | None = None) -> None:
        found = found or Traits()
        self.looks = Looks(found)
        self.grid = Grid(width, height)
        self.painter = Painter(found, self.looks, self.grid)
        self.terminal = Emulator(width, height)
        self.charset = Charset(found.glyphs, found.encoding)

    def put(self, x: int, y: int, text: str, parameters: str = "") -> None:
        _, cells = self.charset.cells(text)
        self.grid.put(x, y, cells, self.looks.number(parameters))

    def paint(self) -> str:
        sent = self.painter.frame((0, 0))
        self.terminal.feed(sent)
        return sent

    def check(self) -> None:
        assert self.terminal.cells() == expected(self.grid, self.looks)


put = st.tuples(
    st.just("put"),
    st.integers(0, 30),
    st.integers(0, 9),
    st.lists(st.sampled_from(WORDS), max_size=4).map("".join),
    st.sampled_from(LOOKS),
)
row = st.tuples(st.just("fill"), st.integers(0, 9), st.sampled_from(LOOKS))
shift = st.tuples(st.just("shift"), st.integers(0, 9), st.integers(-4, 4).filter(bool))
size = st.tuples(st.just("size"), st.integers(1, 40), st.integers(1, 12))
lost = st.tuples(st.just("lose"))
step = st.one_of(put, put, put, put, row, shift, size, lost)


def carry_out(canvas: Canvas, deed: tuple) -> None:
    match deed:
        case ("put", x, y, text, look):
            canvas.put(x, y, text, look)
        case ("fill", y, look):
            canvas.put(0, y, " " * canvas.grid.width, look)
        case ("shift", y, rows) if y < canvas.grid.height:
            canvas.grid.shift(y, max(rows, y - canvas.grid.height))
            canvas.grid.changed = set(range(canvas.grid.height))
        case ("size", width, height):
            canvas.grid.resize(width, height)
            canvas.terminal.resize(width, height)
            canvas.painter.lose()
        case ("lose",):
            canvas.terminal.feed("\x1b[5;5H\x1b[41mrubbish on the screen\x1b[7m")
            canvas.painter.lose()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(TERMS), st.lists(st.lists(step, max_size=8), min_size=1, max_size=8))
def test_the_terminal_shows_the_grid(term: str, frames: list[list[tuple]]) -> None:
    canvas = Canvas(32, 10, traits({"TERM": term}, encoding="utf-8"))
    for frame in frames:
        for deed in frame:
            carry_out(canvas, deed)
        canvas.paint()
        canvas.check()


def test_nothing_changed_sends_nothing() -> None:
    canvas = Canvas(80, 24)
    canvas.put(0, 3, "Operation ATALANTA")
    canvas.paint()
    canvas.put(0, 3, "Operation ATALANTA")
    canvas.grid.changed = set(range(24))
    assert canvas.paint() == ""


def test_one_letter_costs_a_move_and_the_letter() -> None:
    canvas = Canvas(80, 24)
    canvas.put(0, 10, "two tons of cocaine")
    canvas.paint()
    canvas.put(4, 10, "T")
    assert canvas.painter.frame(None) == "\x1b[11;5HT"


def test_a_row_that_goes_blank_is_erased() -> None:
    canvas = Canvas(80, 24)
    canvas.put(0, 2, "a long sentence that stood here " * 2)
    canvas.paint()
    canvas.put(0, 2, " " * 80)
    assert len(canvas.paint()) < 12


def test_rows_that_moved_are_not_sent_again() -> None:
    canvas = Canvas(80, 24)
    rows = [f"Programme number {n} of the region, which began in {1990 + n}" for n in range(60)]
    for y in range(22):
        canvas.put(0, y + 1, rows[y].ljust(80))
    canvas.put(0, 23, "the foot stays where it is")
    canvas.paint()
    for y in range(22):
        canvas.put(0, y + 1, rows[y + 11].ljust(80))
    sent = canvas.paint()
    canvas.check()
    assert len(sent) < 11 * 60 + 60


def test_no_erasing_where_it_would_lose_the_background() -> None:
    canvas = Canvas(80, 4, traits({"TERM": "screen-256color"}, encoding="utf-8"))
    canvas.put(0, 1, " " * 80, "48;5;235")
    assert "\x1b[K" not in canvas.paint()


def test_a_wide_character_at_the_edge_is_not_halved() -> None:
    canvas = Canvas(10, 2)
    canvas.put(9, 0, "海")
    canvas.put(3, 1, "海")
    canvas.put(4, 1, "x")
    canvas.paint()
    assert canvas.grid.characters[0][9] == " "
    assert canvas.grid.characters[1][3:5] == [" ", "x"]
    canvas.check()
