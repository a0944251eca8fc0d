"""`python -m tests.hostile`: the campaign, or one of its files again."""

import argparse
import sys

from tests.hostile.campaign import HANG_CPU_S, MOST_MB, Tally, run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="how many files (default: %(default)s)")
    parser.add_argument("--start", type=int, default=0, help="number of the first one (default: 0)")
    parser.add_argument(
        "--every", type=int, default=1, metavar="N", help="open only every Nth of them (default: 1)"
    )
    parser.add_argument("--case", type=int, help="open this one alone, here, with its traceback")
    args = parser.parse_args()
    if args.case is not None:
        return _again(args.case)
    tally = Tally()
    numbers = range(args.start, args.start + args.count, args.every)
    for done, tally in enumerate(run(iter(numbers)), start=1):
        if done % 20 == 0:
            print(f"\r{done} of {len(numbers)}, {len(tally.bad)} bad", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    _report(tally)
    return 1 if tally.bad else 0


def _report(tally: Tally) -> None:
    print("| door | files | used | refused | anything else |\n|---|---|---|---|---|")
    for door in sorted({door for door, _ in tally.states}):
        of = {state: count for (where, state), count in tally.states.items() if where == door}
        used, refused, total = of.get("used", 0), of.get("refused", 0), sum(of.values())
        print(f"| {door} | {total} | {used} | {refused} | {total - used - refused} |")
    for title, told, unit in (("slowest", tally.slowest, "cpu_s"), ("largest", tally.largest, "peak_mb")):
        print(f"{title}: {told.get(unit)} {unit}, {told.get('door')}, {told.get('name')}")
    print(f"bad (limits: {HANG_CPU_S:g} s of computing, {MOST_MB} MB): {len(tally.bad)}")
    for told in tally.bad:
        print("---", {key: value for key, value in told.items() if key != "why"})
        print(told.get("why", "")[-1500:])


def _again(number: int) -> int:
    from tests.hostile.cases import case
    from tests.hostile.doors import DOORS

    wanted = case(number)
    print(wanted.door, wanted.name)
    print(DOORS[wanted.door](wanted.make()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
