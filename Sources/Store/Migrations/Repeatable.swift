/// A script that may be applied again at any time: a function, a view, what a role may do, rows that must be there.
public struct Repeatable: Sendable, Equatable {
  /// What a script holds, by its folder, in the order in which they are applied.
  public enum Kind: String, CaseIterable, Sendable {
    /// The owner of the schema, and what must be its: before the migrations, which need it.
    case owner
    case functions, views, roles
    /// Rows that must be there.
    case rows

    /// Whether what the script makes belongs to the owner of the schema; roles and their rights are the administrator's.
    var isOwners: Bool { self != .owner && self != .roles }

    /// Applied every time, since what it puts right may go without a trace in the catalogue.
    var isUnconditional: Bool { self == .owner || self == .rows }
  }

  public let kind: Kind
  /// The folder and the file's name, as `functions/suppress.sql`.
  public let file: String
  public let sql: String

  public init(kind: Kind, file: String, sql: String) {
    self.kind = kind
    self.file = file
    self.sql = sql
  }
}
