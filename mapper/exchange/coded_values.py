"""What stands in the cells of coded rows: days, numbers, points; each fault named by row and column."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache

from mapper.exchange.coded_rows import CodedRow
from mapper.records import Count

MOST_PEOPLE = 10_000_000
YEARS = range(1000, 9000)
"""Others are slips of the pen, and days around them would be on no calendar."""
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?")
_TOLD_DAY = re.compile(r"(\d{1,2}) ([^\W\d_]+)\.? (\d{4})")
_WHOLE = re.compile(r"(\d+)(?:\.0*)?")
_BLANKS = re.compile(r"\s+")


def day(row: CodedRow, field: str) -> date:
    """A day as 2020-10-11, with or without a midnight behind it, or as 11 October 2020."""
    value = row.required(field)
    found = parsed_day(value)
    if found is None:
        raise row.fault(field, f"{value!r} is no date; write it as 2020-10-11 or 11 October 2020")
    return found


@lru_cache(maxsize=1 << 12)
def parsed_day(text: str) -> date | None:
    """The day, or None where the text is none."""
    if iso := _ISO_DAY.fullmatch(text):
        year, month, number = map(int, iso.groups())
    elif (told := _TOLD_DAY.fullmatch(text)) and told[2].casefold() in _months():
        year, month, number = int(told[3]), _months()[told[2].casefold()], int(told[1])
    else:
        return None
    try:
        return date(year, month, number) if year in YEARS else None
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    from babel.dates import get_month_names

    names = (get_month_names(width, locale="en") for width in ("wide", "abbreviated"))
    return {name.casefold(): number for table in names for number, name in table.items()}


def code(row: CodedRow, field: str) -> str:
    """A code without the ".0" that a table program writes behind whole numbers."""
    return whole_text(row.required(field))


def whole_text(text: str) -> str:
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def number(row: CodedRow, field: str) -> int | None:
    """A number of people; None where the column or the cell is empty."""
    value = row.text(field)
    if not value:
        return None
    whole = _WHOLE.fullmatch(value)
    if whole is None or int(whole[1]) > MOST_PEOPLE:
        raise row.fault(field, f"{value!r} is no number of people; write 0, 1, 2, ...")
    return int(whole[1])


def count(row: CodedRow, field: str) -> Count | None:
    """``<field>_low`` to ``<field>_high``, either from ``<field>``, the best, where it is empty."""
    low, best, high = (number(row, name) for name in (f"{field}_low", field, f"{field}_high"))
    least = low if low is not None else best
    most = high if high is not None else best
    if least is None and most is None:
        return None
    if least is not None and most is not None and least > most:
        raise row.fault(f"{field}_low", f"{least} is more than {most}, the highest figure")
    low_end = least or 0
    likely = best is not None and most is not None and low_end < most and low_end <= best <= most
    return Count(low=low_end, high=most, best=best if likely else None)


def point(row: CodedRow) -> tuple[float, float]:
    """Latitude and longitude."""
    lat, lon = _degrees(row, "lat", 90), _degrees(row, "lon", 180)
    if lat == lon == 0:
        raise row.fault("lat", "0, 0 is where no place was given; leave the row out or find its place")
    return lat, lon


def _degrees(row: CodedRow, field: str, most: int) -> float:
    value = row.required(field)
    try:
        degrees = float(value)
    except ValueError:
        raise row.fault(field, f"{value!r} is no number of degrees") from None
    if not math.isfinite(degrees) or abs(degrees) > most:
        raise row.fault(field, f"{value} is outside -{most}..{most}")
    return degrees


def days(row: CodedRow) -> tuple[date, date]:
    """``date_from`` and ``date_to``."""
    start, end = day(row, "date_from"), day(row, "date_to")
    if end < start:
        raise row.fault("date_to", f"{end} is before {start}, the first day")
    return start, end


def listed(text: str) -> tuple[str, ...]:
    """The parts of a list with semicolons, each once, in order."""
    return tuple(dict.fromkeys(part for raw in text.split(";") if (part := one_line(raw))))


def one_line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def joined(parts: Iterable[str], between: str) -> str:
    return between.join(part for part in parts if part)
