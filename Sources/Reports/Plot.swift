import Domain
import JSON
import Pages

/// How a report's rows are drawn above their table; the figures are the table's own.
struct Plot: Sendable {
  /// One line of the plot, a value for each of its labels.
  private struct Line {
    enum Look: String { case own, target, points }

    let name: String
    let values: [JSON]
    var look = Look.own

    var json: JSON { ["name": .string(name), "values": .array(values), "look": .string(look.rawValue)] }
  }

  private enum Kind {
    /// A bar for each of the columns, side by side for each row.
    case bars(label: String, columns: [String])
    /// A bar from one column to the other for each row.
    case intervals(labels: [String], low: String, high: String, middle: String)
    /// A line of a column for each of another's words over the days.
    case lines(value: String, by: String)
    /// A line of what share one column is of another for each channel over the days, beside the channel's target.
    case shares(part: String, whole: String)
  }

  private let kind: Kind
  private let unit: String

  static func bars(label: String, columns: [String], unit: String) -> Plot {
    Plot(kind: .bars(label: label, columns: columns), unit: unit)
  }

  static func intervals(labels: [String], low: String, high: String, middle: String, unit: String) -> Plot {
    Plot(kind: .intervals(labels: labels, low: low, high: high, middle: middle), unit: unit)
  }

  static func lines(value: String, by series: String, unit: String) -> Plot {
    Plot(kind: .lines(value: value, by: series), unit: unit)
  }

  static func shares(part: String, whole: String) -> Plot {
    Plot(kind: .shares(part: part, whole: whole), unit: "% of \(whole), \(part)")
  }

  /// A figure that a script draws and that is hidden where none runs; nothing where there is nothing to draw.
  func html(_ sheet: Sheet, title: String) -> HTML? {
    let (labels, lines) = drawn(sheet)
    guard lines.contains(where: { $0.values.contains { $0 != .null } }) else { return nil }
    let data: JSON = [
      "kind": isLine ? "line" : "bar", "unit": .string(unit), "labels": .array(labels.map(JSON.string)),
      "series": .array(lines.map(\.json)),
    ]
    return """
      <figure class="plot" data-plot="\(data.text)" hidden>
      <canvas role="img" aria-label="\(title), drawn; the table below has the same figures"></canvas>
      </figure>

      """
  }

  private var isLine: Bool {
    switch kind {
    case .shares, .lines: true
    case .bars, .intervals: false
    }
  }

  private func drawn(_ sheet: Sheet) -> (labels: [String], lines: [Line]) {
    switch kind {
    case .bars(let label, let columns):
      return (sheet.words(label), columns.map { Line(name: sheet.title($0), values: sheet.values($0)) })
    case .intervals(let labels, let low, let high, let middle):
      let spans = zip(sheet.values(low), sheet.values(high)).map { low, high in
        low == .null || high == .null ? .null : [low, high] as JSON
      }
      return (
        sheet.words(labels),
        [
          Line(name: sheet.title(middle), values: sheet.values(middle), look: .points),
          Line(name: "Interval of any day", values: spans),
        ]
      )
    case .lines(let value, let series): return lines(sheet, value, series)
    case .shares(let part, let whole): return shares(sheet, part, whole)
    }
  }

  private func lines(_ sheet: Sheet, _ value: String, _ series: String) -> (labels: [String], lines: [Line]) {
    let days = Set(sheet.words("date")).sorted()
    let found = zip(zip(sheet.words("date"), sheet.words(series)), sheet.values(value))
    let lines = Set(sheet.words(series)).sorted().map { name in
      Line(name: name, values: days.map { day in found.first { $0.0 == (day, name) }?.1 ?? .null })
    }
    return (days, lines)
  }

  private func shares(_ sheet: Sheet, _ part: String, _ whole: String) -> (labels: [String], lines: [Line]) {
    let days = Set(sheet.words("date")).sorted()
    let found = zip(zip(sheet.words("date"), sheet.words("channel")), zip(sheet.values(part), sheet.values(whole)))
    let channels = Channel.allCases.filter { sheet.words("channel").contains($0.rawValue) }
    let lines = channels.flatMap { channel in
      let values = days.map { day in
        found.first { $0.0 == (day, channel.rawValue) }.flatMap { Self.share($0.1.0, of: $0.1.1) } ?? .null
      }
      let target = Target(of: part, on: channel).map { target in
        Line(
          name: "\(channel.traits.label): \(target.words)", values: days.map { _ in .number(target.bound) },
          look: .target)
      }
      return [Line(name: channel.traits.label, values: values)] + (target.map { [$0] } ?? [])
    }
    return (days, lines)
  }

  private static func share(_ part: JSON, of whole: JSON) -> JSON? {
    guard let part = part.double, let whole = whole.double, whole > 0 else { return nil }
    return .number((part / whole * 1000).rounded() / 10)
  }
}
