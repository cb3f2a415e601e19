/// Why the database did not do what was asked, without any value that a statement carried.
public struct StoreError: Error, Sendable, Equatable {
  /// What a caller can do about it.
  public enum Kind: Sendable, Equatable {
    /// The server is away, shutting down, full or read-only: try again later, in a new process or event.
    case unavailable
    /// Serialisation failure, deadlock, lock or statement timeout: the same transaction may succeed at once.
    case retryable
    /// The connection was lost while COMMIT was under way: it may or may not have happened.
    case commitUncertain
    /// A value is wrong or too large, or a constraint or a campaign's query refused it (SQLSTATE classes 21, 22, 23, 54 and
    /// P0): bisect the batch.
    case data
    /// The URL is not one, or names a role, a password or a database that the server does not know.
    case configuration
    /// A wrong statement, a missing privilege, an unexpected column: a bug or a wrong set-up.
    case permanent
  }

  public let kind: Kind
  /// Five characters of PostgreSQL's error table; nil where the server did not answer.
  public let sqlState: String?
  /// The constraint that refused the change, by its name in the schema.
  public let constraint: String?
  /// The statement's type name, or what was being done.
  public let statement: String
  /// PostgreSQL's primary message with quoted values masked where they can be data; never its DETAIL.
  public let message: String
  /// The one-based line of the input that COPY refused.
  public let copyLine: Int?
  /// What PostgreSQL advises, where the statement itself is wrong: such hints name columns and tables, never values.
  public let hint: String?

  public init(
    _ kind: Kind, statement: String, message: String, sqlState: String? = nil, constraint: String? = nil,
    copyLine: Int? = nil, hint: String? = nil
  ) {
    self.kind = kind
    self.sqlState = sqlState
    self.constraint = constraint
    self.statement = statement
    self.message = message
    self.copyLine = copyLine
    self.hint = hint
  }
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    var text = "\(statement): \(message)"
    if let sqlState { text += " (SQLSTATE \(sqlState))" }
    if let constraint { text += ", constraint \(constraint)" }
    if let copyLine { text += ", input line \(copyLine)" }
    return text
  }
}

extension StoreError {
  /// The statement, SQLSTATE and constraint alone: for records that group by them.
  public var shortDescription: String {
    [statement, sqlState, constraint].compactMap { $0 }.joined(separator: " ")
  }
}
