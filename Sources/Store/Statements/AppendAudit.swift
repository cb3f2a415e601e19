public import Domain

/// Writes down who changed something or looked at a person, without saying anything about the person.
public struct AppendAudit: Statement {
  public static let sql = """
    insert into rekindle.audit_entries (at, key_name, route, subject, status) values ($1, $2, $3, $4, $5::smallint)
    """

  public var at: Instant
  /// The key's name.
  public var key: String
  /// Method and path as the table of routes has them, never as they were asked.
  public var route: String
  /// As `learner 7`; empty where there is none.
  public var subject: String
  /// Of the answer.
  public var status: Int

  public init(at: Instant, key: String, route: String, subject: String, status: Int) {
    self.at = at
    self.key = key
    self.route = route
    self.subject = subject
    self.status = status
  }

  public var binds: [Bind] { [.instant(at), .text(key), .text(route), .text(subject), .int(status)] }
}
