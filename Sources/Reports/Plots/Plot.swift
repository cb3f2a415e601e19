import JSON
import Pages

/// How a report is drawn above its table: what stands along it, what tells series apart, and what is measured.
///
/// The table says the same in figures: for screen readers, on paper, and where no script runs.
public struct Plot: Sendable {
  enum Kind: String, Sendable {
    /// Each measure is a bar beside the others.
    case bars
    /// One measure over days, a line for each series.
    case lines
    /// From one measure to the other, such as an interval.
    case spans
  }

  let kind: Kind
  /// Columns by their names in JSON and CSV.
  let along: [String]
  let split: String?
  let measures: [String]
  let unit: String

  /// Bars of several measures for each row.
  static func bars(of measures: [String], along: String...) -> Plot {
    Plot(kind: .bars, along: along, split: nil, measures: measures, unit: "")
  }

  /// A line over days for each series; a figure that must not be crossed, or not be missed, is drawn as a series of its own.
  static func lines(of measure: String, over day: String, split: String?, unit: String = "") -> Plot {
    Plot(kind: .lines, along: [day], split: split, measures: [measure], unit: unit)
  }

  /// What lies between two columns, for each row that has both.
  static func spans(from low: String, to high: String, along: [String], unit: String) -> Plot {
    Plot(kind: .spans, along: along, split: nil, measures: [low, high], unit: unit)
  }

  /// The place of the drawing, hidden until the script has drawn it; nil where nothing can be drawn.
  func html(_ sheet: Sheet, title: String) -> HTML? {
    guard let chart = chart(sheet) else { return nil }
    return """
      <figure class="plot" hidden><canvas role="img" aria-label="\(title), drawn; the table below has the figures"
      data-chart="\(chart.text)"></canvas></figure>

      """
  }

  /// What the page's head and policy need for a drawing; nothing comes from elsewhere.
  static let head: HTML = """
    <script src="/dashboard/assets/chart.js" defer></script>
    <script src="/dashboard/assets/plots.js" defer></script>

    """
  static let policy = ["script-src 'self'"]
}
