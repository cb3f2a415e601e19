import CPostgres

extension Connection {
  /// Runs several statements in one round trip, in order; outside a transaction they are one.
  ///
  /// The first that fails stops the rest, and its error is thrown.
  public func pipeline<each S: Statement>(_ statements: repeat each S) throws(StoreError) -> (repeat [(each S).Row]) {
    do throws(StoreError) {
      return try roundTrip(repeat each statements)
    } catch {
      guard repairs(after: error) else { throw error }
      return try roundTrip(repeat each statements)
    }
  }

  /// Runs any number of statements of one type in one round trip, in order; outside a transaction they are one.
  public func pipeline<S: Statement>(all statements: [S]) throws(StoreError) -> [[S.Row]] {
    try repairing { () throws(StoreError) in try roundTrip(all: statements) }
  }

  private func roundTrip<each S: Statement>(_ statements: repeat each S) throws(StoreError) -> (repeat [(each S).Row]) {
    for statement in repeat each statements { try prepare(statement) }
    try enterPipeline()
    defer { leavePipeline() }
    for statement in repeat each statements { try send(statement) }
    try sync()
    return (repeat try receive((each S).self))
  }

  private func roundTrip<S: Statement>(all statements: [S]) throws(StoreError) -> [[S.Row]] {
    if let first = statements.first { try prepare(first) }
    try enterPipeline()
    defer { leavePipeline() }
    for statement in statements { try send(statement) }
    try sync()
    var answers: [[S.Row]] = []
    answers.reserveCapacity(statements.count)
    for _ in statements { answers.append(try receive(S.self)) }
    return answers
  }

  /// Before the pipeline, since its answer is waited for.
  private func prepare<S: Statement>(_ statement: S) throws(StoreError) { try kept.prepare(S.self, on: handle) }

  private func enterPipeline() throws(StoreError) {
    guard PQenterPipelineMode(handle) == 1 else { throw StoreError(nil, on: handle, statement: "pipeline") }
  }

  private func sync() throws(StoreError) {
    guard PQpipelineSync(handle) == 1 else { throw StoreError(nil, on: handle, statement: "pipeline") }
  }

  /// The rows of the next statement's answer, with the NULL that ends it consumed.
  private func receive<S: Statement>(_ type: S.Type) throws(StoreError) -> [S.Row] {
    let result = try QueryResult(PQgetResult(handle), on: handle, statement: "\(S.self)")
    let rows = try result.rows(of: S.self)
    drain()
    return rows
  }

  /// Reads up to the synchronisation point, so that the connection can be used again.
  private func leavePipeline() {
    while PQexitPipelineMode(handle) == 0, PQstatus(handle) == CONNECTION_OK {
      guard let rest = PQgetResult(handle) else { continue }
      PQclear(rest)
    }
  }
}
