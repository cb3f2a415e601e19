"""What is printed: one table a measurement, medians of several runs, ratios within each run."""

import statistics

median = statistics.median


def heading(text):
    print(f"\n{text}", flush=True)


def table(rows):
    """Prints rows of cells; the first column is left-aligned."""
    widths = [max(len(row[column]) for row in rows if column < len(row)) for column in range(max(map(len, rows)))]
    for row in rows:
        cells = [cell.rjust(width) if place else cell.ljust(width) for place, (cell, width) in enumerate(zip(row, widths))]
        print("  " + "  ".join(cells).rstrip(), flush=True)


def rate(value):
    return f"{value:,.0f}/s"


def verdict(is_met):
    return "met" if is_met else "short"
