import Access
import Domain
import FunctionContract
import JSON
import Signing
import Store

/// Keys: made, told once, listed, replaced without a gap, and revoked.
enum KeyResource {
  private static let life = Field("expires_in_days", .integer(1...730), "How long it opens; 365 where it is not said.")
  private static let scopes = KeyScope.allCases.map(\.rawValue)
  private static let trail = Endpoint.Trail.about("key", parameter: "key_id")
  private static let made = Schema.object([
    "id": Schema.integer, "name": Schema.text, "key": Schema.text, "scopes": Schema.list(Schema.word(scopes)),
    "expires_at": Schema.instant,
  ])

  static let endpoints = [
    Endpoint(
      "GET /api/keys", "Keys in the order in which they were made", .administer, query: Page.fields,
      answer: .page(
        "A page of keys",
        of: Schema.object([
          "id": Schema.integer, "name": Schema.text, "prefix": Schema.text, "scopes": Schema.list(Schema.word(scopes)),
          "created_by": Schema.text, "created_at": Schema.instant, "expires_at": Schema.instant,
          "revoked_at": Schema.orNull(Schema.instant), "is_valid": Schema.flag,
        ])), action: list),
    Endpoint(
      "POST /api/keys", "Make a key, with no more scopes than your own", .administer,
      trail: .about("keys", parameter: nil),
      body: [
        Field(
          "name", .text(1...60), "Who or what holds it: lower-case words joined with - or a dot.", isRequired: true),
        Field("scopes", .words(scopes), "What it allows.", isRequired: true), life,
      ],
      answer: Answer("The key, which is told now and never again", status: 201, made), action: make),
    Endpoint(
      "POST /api/keys/{key_id}/rotation", "Replace a key: both open for a while, then only the new one", .administer,
      trail: trail,
      body: [
        Field("overlap_hours", .integer(0...720), "How long the old one still opens; 24 where it is not said."), life,
      ],
      answer: Answer("The new key, which is told now and never again", status: 201, made), action: rotate),
    Endpoint(
      "DELETE /api/keys/{key_id}", "Revoke a key for good", .administer, trail: trail,
      answer: Answer("It opens nothing any more", status: 204, nil), action: revoke),
  ]

  private static func list(_ call: Call) throws(Problem) -> Endpoint.Work {
    let page = try Page(call)
    guard let after = Int(page.after ?? "0") else { throw Page.unknown }
    return { (connection) throws(StoreError) in
      let rows = try connection.run(FindAPIKeys(after: after, limit: page.limit + 1))
      return page.response(rows) {
        String($0.id)
      } json: {
        json($0, now: call.now)
      }
    }
  }

  private static func make(_ call: Call) throws(Problem) -> Endpoint.Work {
    let name = call.body.text("name") ?? ""
    guard KeyName.isValid(name) else {
      throw Body.fault("name", "name must be lower-case letters and digits in words joined with - or a dot")
    }
    let scopes = Set(call.body.words("scopes").compactMap(KeyScope.init(rawValue:)))
    if let excess = excess(scopes, call, at: .body("scopes")) { throw excess }
    return { (connection) throws(StoreError) in try issue(call, name, scopes, connection) }
  }

  private static func rotate(_ call: Call) throws(Problem) -> Endpoint.Work {
    let id = try call.id("key_id")
    let until = call.now + .hours(call.body.integer("overlap_hours") ?? 24)
    return { (connection) throws(StoreError) in
      guard let old = try connection.first(FindAPIKeys(after: id - 1)), old.id == id, old.isValid(at: call.now) else {
        return unknown.details
      }
      if let excess = excess(old.scopes, call) { return excess.details }
      guard try connection.first(ShortenAPIKey(id: id, now: call.now, until: until)) != nil else {
        return unknown.details
      }
      return try issue(call, old.name, old.scopes, connection)
    }
  }

  private static func revoke(_ call: Call) throws(Problem) -> Endpoint.Work {
    let id = try call.id("key_id")
    return { (connection) throws(StoreError) in
      guard try connection.first(RevokeAPIKey(id: id, now: call.now)) != nil else { return unknown.details }
      return HTTPResponse(status: 204, headers: ["cache-control": "no-store"])
    }
  }

  /// Nobody makes a key that may more than their own.
  private static func excess(_ scopes: Set<KeyScope>, _ call: Call, at place: Problem.Place? = nil) -> Problem? {
    scopes.subtracting(call.principal.scopes).map(\.rawValue).sorted().first.map { lacking in
      Problem(403, "scope", title: "Not with this key", "your key has not the scope \(lacking) itself", at: place)
    }
  }

  private static func issue(
    _ call: Call, _ name: String, _ scopes: Set<KeyScope>, _ connection: borrowing Connection
  ) throws(StoreError) -> HTTPResponse {
    let key = APIKey()
    let expiresAt = call.now + .days(call.body.integer("expires_in_days") ?? 365)
    let id = try connection.first(
      InsertAPIKey(
        name: name, prefix: key.prefix, hash: key.hash, scopes: scopes, createdBy: call.principal.name, now: call.now,
        expiresAt: expiresAt))
    return .json(
      [
        "id": .integer(id ?? 0), "name": .string(name), "key": .string(key.text),
        "scopes": .array(scopes.map(\.rawValue).sorted().map(JSON.string)), "expires_at": JSON(expiresAt),
      ], status: 201)
  }

  private static func json(_ row: FindAPIKeys.Row, now: Instant) -> JSON {
    [
      "id": .integer(row.id), "name": .string(row.name), "prefix": .string(row.prefix),
      "scopes": .array(row.scopes.map(\.rawValue).sorted().map(JSON.string)), "created_by": .string(row.createdBy),
      "created_at": JSON(row.createdAt), "expires_at": JSON(row.expiresAt), "revoked_at": JSON(row.revokedAt),
      "is_valid": .bool(row.isValid(at: now)),
    ]
  }

  private static let unknown = Problem(
    404, "unknown_key", title: "No such key", "no key that is valid has this id", at: .parameter("key_id"))
}
