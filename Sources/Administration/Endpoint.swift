public import Access
public import Domain
public import FunctionContract
import JSON
public import Store

/// One operation of the API: a row of its table, from which routing, checks and the OpenAPI document come.
public struct Endpoint: Sendable {
  /// What knows what it is asked, ready to do it in one transaction.
  typealias Work = (borrowing Connection) throws(StoreError) -> HTTPResponse
  /// Work of which other handlers hear.
  public typealias AnnouncingWork = (borrowing Connection) throws(StoreError) -> Outcome

  /// What is written into the trail.
  enum Trail: Sendable {
    /// Nothing: it looks at no person and changes nothing.
    case none
    /// Who did it, about what: the parameter of the path that names it, and what that is called.
    case about(String, parameter: String?)
  }

  public let route: Route
  /// One line for readers of the document.
  let summary: String
  /// What the key must allow; nil where no key is needed.
  let scope: KeyScope?
  let trail: Trail
  /// Whether a change names the revision that it is about.
  let isConditional: Bool
  let query: [Field]
  /// The members of the body; nil where it takes none.
  let body: [Field]?
  let answer: Answer
  private let action: @Sendable (Call) throws(Problem) -> AnnouncingWork

  init(
    _ route: Route, _ summary: String, _ scope: KeyScope?, trail: Trail = .none, isConditional: Bool = false,
    query: [Field] = [], body: [Field]? = nil, answer: Answer,
    announcing action: @escaping @Sendable (Call) throws(Problem) -> AnnouncingWork
  ) {
    self.route = route
    self.summary = summary
    self.scope = scope
    self.trail = trail
    self.isConditional = isConditional
    self.query = query
    self.body = body
    self.answer = answer
    self.action = action
  }

  init(
    _ route: Route, _ summary: String, _ scope: KeyScope?, trail: Trail = .none, isConditional: Bool = false,
    query: [Field] = [], body: [Field]? = nil, answer: Answer,
    action: @escaping @Sendable (Call) throws(Problem) -> Work
  ) {
    self.init(
      route, summary, scope, trail: trail, isConditional: isConditional, query: query, body: body, answer: answer,
      announcing: { (call) throws(Problem) in
        let work = try action(call)
        return { (connection) throws(StoreError) in Outcome(try work(connection)) }
      })
  }

  /// Whether a key is needed.
  public var needsKey: Bool { scope != nil }

  /// Checks what is asked; nothing is done before the work runs.
  public func work(
    for request: HTTPRequest, path: [String: String], by principal: Principal, now: Instant
  ) throws(Problem) -> AnnouncingWork {
    if let scope, !principal.scopes.contains(scope) { throw Doorman.forbidden(scope) }
    if request.rawPath.contains("%00") || request.rawQuery.contains("%00") {
      throw Problem(400, "parameter", title: "A value does not fit", "no value may hold a NUL character")
    }
    let parameters = Parameters(request, path: path)
    try check(parameters)
    let call = Call(
      request: request, parameters: parameters,
      body: try body.map { (fields) throws(Problem) in try Body(request, fields) } ?? .none, principal: principal,
      now: now, path: path, columns: answer.columns)
    let work = try action(call)
    guard case .about(let kind, let name) = trail else { return work }
    let subject = name.map { "\(kind) \(parameters[$0] ?? "")" } ?? kind
    let route = "\(route.method) \(route.path)"
    return { (connection) throws(StoreError) in
      let outcome = try work(connection)
      try connection.execute(
        AppendAudit(at: now, key: principal.name, route: route, subject: subject, status: outcome.response.status))
      return outcome
    }
  }

  private func check(_ parameters: Parameters) throws(Problem) {
    for field in query {
      guard let text = parameters[field.name] else {
        if field.isRequired { throw fault(field) }
        continue
      }
      let value: JSON =
        switch field.shape {
        case .integer: Int(text).map(JSON.integer) ?? .null
        case .number: Double(text).map(JSON.number) ?? .null
        case .flag: Bool(text).map(JSON.bool) ?? .null
        case .words: .array(text.split(separator: ",").map { .string(String($0)) })
        case .text, .word, .instant, .integers, .object: .string(text)
        }
      if !field.shape.admits(value) { throw fault(field) }
    }
  }

  private func fault(_ field: Field) -> Problem {
    Problem(
      400, "parameter", title: "A value does not fit", "\(field.name) must be \(field.shape.demand)",
      at: .parameter(field.name))
  }
}
