extension Script {
  /// Draws each `figure` with `data-plot`, which stays hidden where no script runs: its figures are in a table anyway.
  static let plotting: StaticString = """
    "use strict";
    (() => {
      const dark = matchMedia("(prefers-color-scheme: dark)");
      const inks = {
        light: ["#0b57a4", "#b3470b", "#00735a", "#8b3d8f", "#6b5200", "#535c6b"],
        dark: ["#9ccbff", "#ffb084", "#7fd8b9", "#e2a6e6", "#e8cf7a", "#c4cad4"],
      };
      const marks = ["circle", "triangle", "rect", "rectRot", "star", "cross"];
      let charts = [];

      const series = (plot, one, index, ink) => ({
        label: one.name, data: one.values, borderColor: ink, backgroundColor: ink, borderWidth: 2,
        type: one.look === "own" ? plot.kind : "line", showLine: one.look !== "points",
        borderDash: one.look === "target" ? [6, 4] : [], pointRadius: {own: 4, target: 0, points: 7}[one.look],
        pointStyle: marks[index % marks.length], maxBarThickness: 28,
      });

      const axis = (title, ink, line, more) => ({
        title: {display: title !== "", text: title, color: ink}, ticks: {color: ink}, grid: {color: line}, ...more,
      });

      const draw = (figure, light) => {
        const plot = JSON.parse(figure.dataset.plot);
        const style = getComputedStyle(document.documentElement);
        const ink = light ? "#1b2330" : style.getPropertyValue("--ink");
        const line = light ? "#c9cdd5" : style.getPropertyValue("--line");
        const palette = dark.matches && !light ? inks.dark : inks.light;
        figure.hidden = false;
        charts.push(new Chart(figure.querySelector("canvas"), {
          type: plot.kind,
          data: {
            labels: plot.labels,
            datasets: plot.series.map((one, i) => series(plot, one, i, palette[i % palette.length])),
          },
          options: {
            animation: false, maintainAspectRatio: false, interaction: {mode: "index", intersect: false},
            plugins: {legend: {labels: {color: ink, usePointStyle: true}}},
            scales: {
              x: axis("", ink, line, {}),
              y: axis(plot.unit, ink, line, {beginAtZero: !plot.unit.startsWith("%"), grace: "5%"}),
            },
          },
        }));
      };

      const paint = light => {
        charts.forEach(chart => chart.destroy());
        charts = [];
        document.querySelectorAll("figure[data-plot]").forEach(figure => draw(figure, light));
      };
      paint(false);
      dark.addEventListener("change", () => paint(false));
      addEventListener("beforeprint", () => paint(true));
      addEventListener("afterprint", () => paint(false));
    })();

    """
}
