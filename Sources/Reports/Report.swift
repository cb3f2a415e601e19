public import Access
import Domain
public import FunctionContract
import Pages
import Store

/// One report: where it is, what it asks the database, and what it shows; JSON, CSV and a page come from this alone.
public struct Report: Sendable {
  /// What knows what it is asked, ready to ask the database.
  typealias Question = (borrowing Connection) throws(StoreError) -> Sheet

  /// How many rows a report has.
  public enum Shape: Sendable {
    /// Any number: an array in JSON, a table on a page.
    case rows
    /// Exactly one: an object in JSON, figures on a page.
    case figures
  }

  /// As in a manifest: `/dashboard/jobs`, `/dashboard/course-reminders/user/{user_id}`.
  public let path: String
  /// What stands above it on pages.
  public let title: String
  let shape: Shape
  let member: String?
  let isOnDashboard: Bool
  let empty: String
  let note: String
  let filters: [Filter]
  let plot: Plot?
  let pageSize: Int?
  /// The columns' names in JSON, in their order.
  public let names: [String]
  private let asking: @Sendable (Parameters, Instant) throws(Problem) -> Question

  /// A report at a path of the dashboard.
  ///
  /// - Parameters:
  ///   - member: The name under which JSON has the rows; nil for an array alone.
  ///   - isOnDashboard: Whether it is shown there; otherwise it has a page of its own only.
  ///   - empty: What a page says instead of a table without rows.
  ///   - note: What explains the figures, below them.
  ///   - filters: What people may ask on its page; one named `zone` has to be a time zone.
  ///   - plot: How pages draw the rows above their table.
  ///   - pageSize: How many rows a page has where there are several, by the parameter `page`; the statement gives one more where
  ///     another follows.
  ///   - notice: What the dashboard says of a row above everything; nil for nothing.
  ///   - sent: A column for every channel that some row has messages of, everywhere but in JSON.
  init<S: Statement>(
    _ path: String, title: String, shape: Shape = .rows, member: String? = nil, isOnDashboard: Bool = true,
    empty: String = "", note: String = "", filters: [Filter] = [],
    plot: Plot? = nil, pageSize: Int? = nil,
    statement: @escaping @Sendable (Parameters, Instant) throws(Problem) -> S, columns: [Column<S.Row>],
    notice: (@Sendable (S.Row) -> String?)? = nil, sent: (@Sendable (S.Row) -> [Channel: Int])? = nil
  ) {
    self.path = path
    self.title = title
    self.shape = shape
    self.member = member
    self.isOnDashboard = isOnDashboard && !path.contains("{")
    self.empty = empty
    self.note = note
    self.filters = filters
    self.plot = plot
    self.pageSize = pageSize
    names = columns.map(\.heading).filter { $0.formats.contains(.json) }.map(\.name)
    asking = { (parameters, now) throws(Problem) in
      let statement = try statement(parameters, now)
      return { (connection) throws(StoreError) in
        let rows = try connection.run(statement)
        let columns = columns + (sent.map { Report.columns(of: $0, in: rows) } ?? [])
        let shown = pageSize.map { rows.prefix($0) } ?? rows[...]
        return Sheet(
          headings: columns.map(\.heading), rows: shown.map { row in columns.map { $0.value(row) } },
          hasMore: shown.count < rows.count, notices: Report.distinct(rows.compactMap { notice?($0) }))
      }
    }
  }

  /// The path as a route.
  public var route: Route { Route(stringLiteral: "GET \(path)") }

  /// Reads what the report needs of the parameters; refuses values out of their bounds.
  public func ask(_ inquiry: Inquiry) throws(Problem) -> Inquiry.Question {
    let question = try question(inquiry.parameters, now: inquiry.now)
    let learner = path.contains("{user_id}") ? inquiry.parameters["user_id"].flatMap { Int($0) } : nil
    let zone = filters.contains { $0.name == "zone" } ? inquiry.parameters["zone"] : nil
    return { (connection) throws(StoreError) in
      if let zone, try connection.first(FindTimeZone(zone)) == nil {
        let problem = Problem.parameter("zone must be the name of a time zone, such as Europe/Berlin")
        return Inquiry.Finding(inquiry.format == .html ? problem.page(brand: "Rekindle") : problem.response)
      }
      return Inquiry.Finding(response(try question(connection), to: inquiry), about: learner.map { [$0] } ?? [])
    }
  }

  func question(_ parameters: Parameters, now: Instant) throws(Problem) -> Question { try asking(parameters, now) }

  /// The name that its file and its heading's id have.
  var name: String { path.split(separator: "/").last { !$0.hasPrefix("{") }.map(String.init) ?? path }

  private static func distinct(_ notices: [String]) -> [String] {
    notices.enumerated().filter { !notices[..<$0].contains($1) }.map(\.element)
  }

  private static func columns<Row>(
    of sent: @escaping @Sendable (Row) -> [Channel: Int], in rows: [Row]
  ) -> [Column<Row>] {
    let used = Set(rows.flatMap { sent($0).keys })
    return Channel.allCases.filter(used.contains).map { channel in
      Column("sent_\(channel.rawValue)", "\(channel.traits.label) sent", in: [.csv, .html]) {
        .count(sent($0)[channel] ?? 0)
      }
    }
  }
}
