/// The script that draws what stands in `data-chart`, with Chart.js and the colours of the page.
public enum PlotScript {
  /// JavaScript, in ASCII.
  public static let text: StaticString = #"""
    "use strict";
    (() => {
      if (typeof Chart === "undefined") return;
      const style = getComputedStyle(document.documentElement);
      const colour = (name) => style.getPropertyValue(name).trim();
      const [ink, line] = [colour("--quiet"), colour("--line")];
      const points = ["circle", "rect", "triangle", "rectRot", "star", "cross"];
      Chart.defaults.color = ink;
      Chart.defaults.borderColor = line;
      Chart.defaults.font.family = "system-ui, sans-serif";
      Chart.defaults.animation = false;
      const draw = (canvas) => {
        const chart = JSON.parse(canvas.dataset.chart);
        const spans = chart.kind === "spans";
        const shown = (value) => (Array.isArray(value) ? value.join(" to ") : value) + (chart.unit && " " + chart.unit);
        canvas.closest("figure").hidden = false;
        new Chart(canvas, {
          type: chart.kind === "lines" ? "line" : "bar",
          data: {
            labels: chart.labels,
            datasets: chart.series.map((series, place) => ({
              label: series.label,
              data: series.data,
              backgroundColor: colour("--plot-" + (place % 6 + 1)),
              borderColor: colour("--plot-" + (place % 6 + 1)),
              borderWidth: chart.kind === "lines" ? 2 : 0,
              borderDash: place % 2 ? [6, 3] : [],
              pointStyle: points[place % points.length],
              pointRadius: 4,
              spanGaps: true,
              maxBarThickness: 22,
            })),
          },
          options: {
            indexAxis: spans ? "y" : "x",
            maintainAspectRatio: false,
            plugins: {
              legend: { display: chart.series.length > 1, labels: { usePointStyle: chart.kind === "lines" } },
              tooltip: { callbacks: { label: (item) => item.dataset.label + ": " + shown(item.raw) } },
            },
            scales: {
              [spans ? "x" : "y"]: {
                beginAtZero: chart.unit !== "%",
                title: { display: chart.unit !== "", text: chart.unit },
              },
            },
          },
        });
      };
      document.querySelectorAll("canvas[data-chart]").forEach(draw);
    })();

    """#
}
