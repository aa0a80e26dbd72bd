"""Where letters spell what is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feishu_tui.pinyin.readings import BEGINNINGS, TWO_LETTERS, readings

LONGEST_SPELLING = 600
"""Letters; longer words are no pinyin."""

Range = tuple[int, int]


def spelled(text: str, letters: str, *, first: bool = False) -> list[Range]:
    """Where in folded ``text`` the folded ``letters`` spell what is written, as half-open ranges from left to right.

    A range begins and ends with a character that is spelled or stands there itself, and holds a Chinese one that is
    spelled; what stands between and is not Chinese may be left out, but no end of a line. The last syllable may be
    unfinished. With ``first`` no more than one is looked for.
    """
    found: list[Range] = []
    if not letters or len(letters) > LONGEST_SPELLING or text.isascii():
        return found
    start = letters[0]
    begins = [at for at, first_letters in enumerate(map(BEGINNINGS.__getitem__, text)) if start in first_letters]
    if len(letters) == 1 and letters.isascii():
        return [(at, at + 1) for at in begins if readings(text[at])][: 1 if first else None]
    if not begins:
        return found
    spoken = [*map(readings, text)]
    if not any(spoken):
        return found
    dead: set[tuple[int, int, bool]] = set()
    through = 0
    for begin in begins:
        if begin < through:
            continue
        end = _end(text, spoken, letters, begin, dead)
        if end is not None:
            found.append((begin, end))
            if first:
                break
            through = end
            dead.clear()
    return found


def _end(
    text: str, spoken: list[tuple[str, ...]], letters: str, begin: int, dead: set[tuple[int, int, bool]]
) -> int | None:
    """Where what is spelled from ``begin`` on ends; ``dead`` gathers the states from which nothing is reached."""
    stack = [(begin, 0, False)]
    while stack:
        state = stack.pop()
        if state in dead:
            continue
        dead.add(state)
        at, used, heard = state
        if used == len(letters):
            if heard:
                return at
            continue
        if at == len(text):
            continue
        letter = letters[used]
        if used and not spoken[at]:
            # Explored last: what stands there comes before leaving it out.
            for further in _left_out(text, spoken, at):
                if text[further : further + 1] == letter or letter in [one[0] for one in (spoken[further:] or [()])[0]]:
                    stack.append((further, used, heard))
        if text[at] == letter:
            stack.append((at + 1, used + 1, heard))
        for reading in spoken[at]:
            stack += [(at + 1, used + length, True) for length in _heard(reading, letters, used)]
    return None


def _heard(reading: str, letters: str, used: int) -> Sequence[int]:
    """How many of the letters from ``used`` on may stand for one character of that reading, the likeliest last."""
    if letters[used] != reading[0]:
        return ()
    lengths = [1]
    if reading.startswith(TWO_LETTERS) and letters.startswith(reading[:2], used):
        lengths.insert(0, 2)
    if letters.startswith(reading, used):
        lengths.append(len(reading))
    elif len(letters) - used < len(reading) and reading.startswith(letters[used:]):
        lengths.insert(0, len(letters) - used)
    return lengths


def _left_out(text: str, spoken: list[tuple[str, ...]], at: int) -> Iterator[int]:
    """Where to go on when what stands there is left out: all up to the next Chinese character, all blanks and marks,
    or some blanks. ``marks.marks`` knows the pairs that come of it."""
    after = at
    if spoken[at - 1]:
        while after < len(text) and not spoken[after] and text[after] != "\n":
            after += 1
        yield after
    if text[at - 1].isalnum():
        after = at
        while after < len(text) and not text[after].isalnum() and text[after] != "\n":
            after += 1
        yield after
    while at < len(text) and text[at] == " ":
        at += 1
        yield at
