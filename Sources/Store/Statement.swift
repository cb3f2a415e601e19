/// One SQL statement: its text, its parameters and the shape of its rows.
///
/// ```swift
/// struct CoursesOf: Statement {
///   static let sql = "select course_id, title from lms.courses where owner_id = $1 order by course_id"
///   static let columns = ["course_id", "title"]
///   var owner: Int
///   var binds: [Bind] { [.int(owner)] }
///   static func row(_ cells: borrowing Cells) throws(StoreError) -> (id: Int, title: String) {
///     (try cells.int(0), try cells.text(1))
///   }
/// }
/// ```
/// The text is a literal: values are bound, never joined into it. It names its columns (no `select *`), binds the time
/// as a parameter and checks the old state where it changes one. Columns arrive in binary form: cast what is neither an
/// integer, double, boolean, text, uuid, date, timestamptz, json, bytea nor an array of these (`numeric`: `::float8`).
public protocol Statement: Sendable {
  /// What one row becomes; `Void` for a statement without rows.
  associatedtype Row

  /// The text, with `$1`, `$2`, … for the elements of `binds`.
  static var sql: String { get }

  /// Names of the result's columns in order; empty where there is no result.
  static var columns: [String] { get }

  /// The parameters in order.
  var binds: [Bind] { get }

  /// Reads one row.
  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row
}

extension Statement where Row == Void {
  public static var columns: [String] { [] }
  public static func row(_ cells: borrowing Cells) throws(StoreError) {}
}
