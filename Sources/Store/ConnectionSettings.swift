import CPostgres
import Domain

/// Where the database is and how it is to be used.
public struct ConnectionSettings: Sendable {
  /// A libpq connection URL: `postgresql://user:password@host/database?options`.
  public var url: String
  /// The role to connect as, instead of the URL's user.
  public var user: String?
  /// Shown in `pg_stat_activity`: the handler's name.
  public var applicationName: String
  /// Defaults; `options=-cstatement_timeout=…` in the URL wins.
  public var timeouts: Timeouts
  /// Whether plans reach tables by their keys whatever the statistics say.
  ///
  /// For pages and chunks of a ledger that grows faster than its statistics, which would have each of them read all of it.
  /// Such plans are worth keeping: a statement that is asked again is parsed and planned once, where the session is ours alone.
  public var reachesByKey: Bool

  public init(
    url: String, user: String? = nil, applicationName: String, timeouts: Timeouts = .standard,
    reachesByKey: Bool = false
  ) {
    self.url = url
    self.user = user
    self.applicationName = applicationName
    self.timeouts = timeouts
    self.reachesByKey = reachesByKey
  }

  /// The keywords and values for libpq; later ones win over earlier ones.
  func parameters() throws(StoreError) -> [(keyword: String, value: String)] {
    let given = try parsed()
    var parameters: [(String, String)] = [
      ("gssencmode", "disable"), ("client_encoding", "UTF8"), ("tcp_user_timeout", "20000"),
      ("connect_timeout", String(max(2, timeouts.connect.seconds))), ("fallback_application_name", applicationName),
      ("dbname", url), ("options", [serverOptions, given["options"]].compactMap { $0 }.joined(separator: " ")),
    ]
    if given["sslmode"] == nil, isLocal(given["host"]) { parameters.append(("sslmode", "disable")) }
    if let user { parameters.append(("user", user)) }
    return parameters
  }

  private var serverOptions: String {
    func milliseconds(_ microseconds: Int) -> Int { microseconds / 1000 }
    return "-ctimezone=UTC -cstatement_timeout=\(milliseconds(timeouts.statement.microseconds))"
      + " -clock_timeout=\(milliseconds(timeouts.lock.microseconds))"
      + " -cidle_in_transaction_session_timeout=\(milliseconds(timeouts.idleInTransaction.microseconds))"
      + (reachesByKey ? " -cenable_seqscan=off -cenable_memoize=off -ccpu_index_tuple_cost=1 -cjit=off" : "")
  }

  private func isLocal(_ host: String?) -> Bool {
    guard let host else { return false }
    return host.hasPrefix("/") || ["localhost", "127.0.0.1", "::1"].contains(host)
  }

  /// What the URL itself says.
  private func parsed() throws(StoreError) -> [String: String] {
    guard let first = PQconninfoParse(url, nil) else {
      throw StoreError(
        .configuration, statement: "connect", message: "the URL is not of the form postgresql://user@host/database"
      )
    }
    defer { PQconninfoFree(first) }
    var values: [String: String] = [:]
    var option = first
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return values
  }
}
