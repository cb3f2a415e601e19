import Domain
import FunctionContract
import Signing
import Store

/// `keys make | list | revoke`: keys of the API, above all the first.
struct KeysCommand: Command {
  static let name = "keys"
  static let summary = "make, list and revoke keys of the API"
  private static let knownScopes = KeyScope.allCases.map(\.rawValue).joined(separator: ", ")
  static let manual = Manual(
    words: "make NAME | list | revoke ID",
    choices: ["make", "list", "revoke"],
    text: """
      make    makes a key and prints it: the database keeps only its hash, so it is told this once
      list    prints the keys' ids, names, public prefixes, scopes and how long they open
      revoke  closes the key with this id for good

      A first key with the scope administer makes all others over POST /api/keys. Without --url they are those of the private
      database, which is started where it does not run.
      """,
    options: [
      Manual.Option("--scopes", "LIST", "what the key allows: \(knownScopes), with commas between (read)"),
      Manual.Option("--days", "N", "how long it opens, in days (365)"),
      Manual.Option("--url", "URL", "the database of a deployment, as a role that may write its keys"),
    ],
    exits: [(.unavailable, "the database cannot be started or reached")])

  /// Who makes and revokes here, as keys and the trail have it.
  private static let author = "local-runner"

  private let words: [String]
  private let options: Options
  private var now: Instant { WallClock.now }

  init(_ options: Options) throws(RunnerError) {
    words = try options.words(1...2, "one of \(Self.manual.choices.joined(separator: ", "))")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    switch (words[0], words.count > 1 ? words[1] : nil) {
    case ("make", let name?): try make(name)
    case ("list", nil): try list()
    case ("revoke", let id?): try revoke(id)
    case ("make", nil), ("list", _), ("revoke", nil):
      throw RunnerError.usage("it is keys \(Self.manual.words)", Self.name)
    default: throw options.unknown(words[0], among: Self.manual.choices)
    }
    return 0
  }

  private func make(_ name: String) throws(RunnerError) {
    guard KeyName.isValid(name) else {
      throw RunnerError.usage(
        "a key's name is lower-case letters and digits in words joined with - or a dot", Self.name)
    }
    let given = (options.text("--scopes") ?? KeyScope.read.rawValue).split(separator: ",").map(String.init)
    let scopes = Set(given.compactMap(KeyScope.init(rawValue:)))
    guard !given.isEmpty, scopes.count == given.count else {
      throw RunnerError.usage("--scopes takes some of \(Self.knownScopes), with commas between", Self.name)
    }
    let days = try options.number("--days", in: 1...730, else: 365)
    let key = APIKey()
    let now = now
    try perform { (connection) throws(StoreError) in
      let id = try connection.first(
        InsertAPIKey(
          name: name, prefix: key.prefix, hash: key.hash, scopes: scopes, createdBy: Self.author, now: now,
          expiresAt: now + .days(days)))
      try connection.execute(entry("make", key: id ?? 0, status: 201, at: now))
    }
    Console.say(key.text)
  }

  private func list() throws(RunnerError) {
    let now = now
    let rows = try perform { (connection) throws(StoreError) in try connection.run(FindAPIKeys(limit: 1000)) }
    for row in rows {
      let state = row.revokedAt != nil ? "revoked" : row.isValid(at: now) ? "until \(row.expiresAt.utcDate)" : "expired"
      let scopes = row.scopes.map(\.rawValue).sorted().joined(separator: ",")
      Console.say("\(row.id)  \(row.name)  rk_\(row.prefix)  \(scopes)  \(state)")
    }
  }

  private func revoke(_ text: String) throws(RunnerError) {
    guard let id = Int(text) else { throw RunnerError.usage("revoke takes the id that keys list shows", Self.name) }
    let now = now
    let found = try perform { (connection) throws(StoreError) in
      let found = try connection.first(RevokeAPIKey(id: id, now: now))
      try connection.execute(entry("revoke", key: id, status: found == nil ? 404 : 204, at: now))
      return found
    }
    if found == nil { throw RunnerError.usage("no key has the id \(id)", Self.name) }
  }

  /// What is done with keys from a command line stands in the trail beside what is done over the API.
  private func entry(_ verb: String, key id: Int, status: Int, at now: Instant) -> AppendAudit {
    AppendAudit(at: now, key: Self.author, route: "\(Self.name) \(verb)", subject: "key \(id)", status: status)
  }

  private func perform<Value>(
    _ body: (borrowing Connection) throws(StoreError) -> Value
  ) throws(RunnerError) -> Value {
    let connection = try Deployment.connection(options)
    do throws(StoreError) {
      return try connection.transaction { (connection) throws(StoreError) in try body(connection) }
    } catch { throw RunnerError(error) }
  }
}
