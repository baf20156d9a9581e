"""Windows of fleet files: the binary agrees with an implementation over Python's zoneinfo."""

import json
import os
import random
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
import tzdata

from schedule_oracle import WEEK, Part, Pool

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "UTC",
    "Asia/Kolkata",
    "Africa/Casablanca",
    "Pacific/Chatham",
    "America/St_Johns",
    "America/Santiago",
    "Antarctica/Troll",
]
# Near which most cases are: the offsets of the zones change, or a year.
DAYS = [(3, 8), (3, 29), (4, 5), (10, 4), (10, 25), (11, 1), (1, 1), (2, 29), (12, 24)]
WINDOWS = 30
POOLS = 520
FILES = 40


def run(*args: str, cwd) -> subprocess.CompletedProcess:
    env = {"HOME": str(cwd), "PATH": os.defpath, "LANG": "C.UTF-8", "TZ": "Asia/Tokyo"}
    # Zones of the machine must not matter.
    env["TZDIR"] = str(cwd)
    binary = os.environ["PREBUILDCTL_BIN"]
    return subprocess.run(
        [binary, *args], cwd=cwd, env=env, capture_output=True, text=True, timeout=120, check=False
    )


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def random_dates(rng: random.Random) -> tuple[str, tuple]:
    """A text of `dates`, and its first and last date."""
    first = datetime(2024, 1, 1) + timedelta(days=rng.randrange(366))
    last = first + timedelta(days=rng.choice([0, 0, 1, 5, 40]))
    if rng.random() < 0.6:
        ends = [(None, one.month, one.day) for one in (first, last)]
        texts = [f"{month:02}-{day:02}" for _, month, day in ends]
    else:
        first = first.replace(year=2028) + timedelta(days=365 * rng.randrange(-3, 15))
        last = first + timedelta(days=rng.choice([0, 1, 9]))
        ends = [(one.year, one.month, one.day) for one in (first, last)]
        texts = [f"{year}-{month:02}-{day:02}" for year, month, day in ends]
    text = texts[0] if texts[0] == texts[1] and rng.random() < 0.5 else "..".join(texts)
    return f'"{text}"', tuple(ends)


def random_days(rng: random.Random) -> tuple[str, frozenset[int]]:
    match rng.randrange(4):
        case 0:
            return '"weekdays"', frozenset(range(5))
        case 1:
            first, length = rng.randrange(7), rng.randrange(1, 7)
            last = (first + length) % 7
            days = frozenset((first + offset) % 7 for offset in range(length + 1))
            return f'"{WEEK[first].upper()} - {WEEK[last]}"', days
        case 2:
            days = rng.sample(range(7), rng.randrange(1, 5))
            return json.dumps([WEEK[day] for day in days]), frozenset(days)
        case _:
            return '"daily"', frozenset(range(7))


def random_hours(rng: random.Random) -> tuple[str, tuple[tuple[int, int], ...]]:
    def pair() -> tuple[int, int]:
        # Near the hours in which offsets change, half of the time.
        times = [rng.randrange(0, 240, 5) if rng.random() < 0.5 else rng.randrange(1440) for _ in "ab"]
        start, end = times[0], rng.choice([times[1], times[1], 1440])
        return (start, end) if start != end else (start, 1440)

    pairs = tuple(pair() for _ in range(rng.choice([1, 1, 2])))
    texts = [f"{clock(start)}-{clock(end)}" for start, end in pairs]
    return json.dumps(texts if len(texts) > 1 else texts[0]), pairs


def random_part(rng: random.Random, file_zone: str, dated: bool) -> tuple[str, Part]:
    keys = []
    days, hours, zone = frozenset(range(7)), ((0, 1440),), file_zone
    dates, excepted = None, ()
    if dated:
        spans = [random_dates(rng) for _ in range(rng.choice([1, 1, 3]))]
        texts = [text for text, _ in spans]
        keys.append(f"dates = [{', '.join(texts)}]")
        dates = tuple(span for _, span in spans)
    if not dated or rng.random() < 0.3:
        text, days = random_days(rng)
        keys.append(f"days = {text}")
    if rng.random() < 0.8:
        text, hours = random_hours(rng)
        keys.append(f"hours = {text}")
    if rng.random() < 0.3:
        text, span = random_dates(rng)
        keys.append(f"except = {text}")
        excepted = (span,)
    if rng.random() < 0.5:
        zone = rng.choice(ZONES)
        keys.append(f'time-zone = "{zone}"')
    rng.shuffle(keys)
    return f"{{ {', '.join(keys)} }}", Part(zone, days, hours, dates, excepted)


def random_fleet(rng: random.Random) -> tuple[str, list[Pool]]:
    """A fleet file, and its pools as the oracle knows them."""
    zone = rng.choice(ZONES)
    lines = ["version = 1", f'time-zone = "{zone}"', "[windows]"]
    windows: dict[str, list[Part]] = {}
    for number in range(WINDOWS):
        name, dated = f"{rng.choice('abcxyz')}-{number}", number % 3 == 0
        parts = [random_part(rng, zone, dated) for _ in range(rng.choice([1, 1, 1, 2]))]
        texts = [text for text, _ in parts]
        lines.append(f"{name} = {texts[0] if len(texts) == 1 else '[' + ', '.join(texts) + ']'}")
        windows[name] = [part for _, part in parts]
    default_name = rng.choice(list(windows))
    lines += ["[defaults]", "min = 0", "max = 9", 'overlap = "largest"']
    lines.append(f"during.{default_name}.max = 20")
    pools = []
    for number in range(POOLS):
        own_min = rng.choice([None, rng.randrange(4)])
        outside = (0 if own_min is None else own_min, 9)
        lines += ["[[pool]]", 'project = "p"', f'class = "c{number}"']
        if own_min is not None:
            lines.append(f"min = {own_min}")
        sizes = {default_name: (outside[0], 20)}
        for name in rng.sample(list(windows), rng.choice([1, 1, 2, 3])):
            low, high = rng.choice([None, rng.randrange(5)]), rng.choice([None, rng.randrange(5, 21)])
            if low is None and high is None:
                low = 4
            given = {"min": low, "max": high}
            keys = [f"{key} = {value}" for key, value in given.items() if value is not None]
            lines.append(f"during.{name} = {{ {', '.join(keys)} }}")
            default = (outside[0], 20) if name == default_name else outside
            sizes[name] = (
                default[0] if low is None else low,
                default[1] if high is None else high,
            )
        pools.append(Pool(outside, {name: windows[name] for name in sizes}, sizes))
    return "\n".join(lines) + "\n", pools


def random_instant(rng: random.Random) -> datetime:
    if rng.random() < 0.2:
        start = datetime(2024, 1, 1, tzinfo=UTC)
        return start + timedelta(seconds=rng.randrange(28 * 365 * 86400))
    month, day = rng.choice(DAYS)
    year = rng.choice([2024, 2028, 2048]) if (month, day) == (2, 29) else rng.randrange(2025, 2051)
    # Days of the week move: a week around the date.
    start = datetime(year, month, day, tzinfo=UTC) - timedelta(days=rng.randrange(-4, 4))
    return start + timedelta(seconds=rng.randrange(-43200, 86400))


def text(instant: datetime | None) -> str | None:
    return None if instant is None else instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_both_sides_have_the_same_time_zone_data(tmp_path):
    version = run("version", "-o", "json", cwd=tmp_path)
    assert json.loads(version.stdout)["timeZoneData"] == tzdata.IANA_VERSION


@pytest.mark.parametrize("seed", range(FILES))
def test_random_windows(seed, tmp_path):
    rng = random.Random(seed)
    fleet, pools = random_fleet(rng)
    instant = random_instant(rng)
    (tmp_path / "fleet.toml").write_text(fleet)
    shown = run("fleet", "show", "--at", text(instant), "-o", "json", cwd=tmp_path)
    assert shown.returncode == 0, (shown.stderr, fleet)
    result = json.loads(shown.stdout)
    assert result["evaluatedAt"] == text(instant)
    assert len(result["pools"]) == POOLS

    minute = instant.replace(second=0)
    for pool, found in zip(pools, result["pools"], strict=True):
        window, (low, high) = pool.state(minute)
        expected = (window, low, high, text(pool.next_edge(minute)))
        got = (found["window"], found["min"], found["max"], found["windowUntil"])
        assert got == expected, (text(instant), sorted(pool.windows), fleet)
