"""`python -m bench [NAME …]`: runs the named benchmarks, or all, and writes what they measured."""

from __future__ import annotations

import sys
from collections.abc import Callable

from bench import badges, forums, pages, paper, people, registrations, report
from bench.frame import Findings

BENCHMARKS: dict[str, Callable[[], Findings]] = {
    "registrations": registrations.run,
    "pages": pages.run,
    "report": report.run,
    "people": people.run,
    "forums": forums.run,
    "badges": badges.run,
}


def main(names: list[str]) -> int:
    unknown = sorted(set(names) - set(BENCHMARKS))
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    for name in names or BENCHMARKS:
        print(f"== {name}", flush=True)
        findings = BENCHMARKS[name]()
        findings.write()
        for target in findings.targets:
            print(f"{'holds ' if target.holds else 'MISSED'} {target.what}: {target.measured} (target {target.limit})")
    paper.write()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
