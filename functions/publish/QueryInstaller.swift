import Campaigns
import FunctionContract
import Store

/// Makes a campaign's queries into SQL functions that PostgreSQL checks when they are made and inlines when they run.
struct QueryInstaller {
  private let compiled: CompiledCampaign
  private let prefix: String
  private let functions: CampaignFunctions

  /// - Parameter prefix: the functions are `rekindle_campaigns.<prefix>_segment` and so on.
  init(_ compiled: CompiledCampaign, prefix: String) {
    self.compiled = compiled
    self.prefix = prefix
    functions = CampaignFunctions(prefix: prefix)
  }

  /// Whether every function is there.
  func isInstalled(_ connection: borrowing Connection) throws(StoreError) -> Bool {
    let parts = compiled.contracts.map(\.name) + ["states", "goals", "contexts"]
    return try connection.run(FindMissingFunctions(parts.map { "\(prefix)_\($0)" })).isEmpty
  }

  /// Makes the functions in the transaction that is under way.
  func install(_ connection: borrowing Connection) throws(StoreError) {
    try becomeOwner(connection)
    var columns: [String: [ListViewColumns.Row]] = [:]
    for query in compiled.contracts {
      columns[query.name] = try self.columns(of: query, connection)
      try make(query, columns[query.name] ?? [], connection)
    }
    let states = functions.states(hasActivity: columns["activity"] != nil, state: columns["state"] ?? [])
    try make("states", states, connection)
    try make("goals", functions.goals(), connection)
    try make("contexts", functions.contexts(in: compiled.language), connection)
  }

  /// What PostgreSQL and the columns say about each query; each is tried in a transaction that is rolled back.
  func faults(_ connection: borrowing Connection) throws(StoreError) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    for query in compiled.contracts {
      try connection.runScript("begin", named: "begin")
      do throws(StoreError) {
        try becomeOwner(connection)
        let columns = try columns(of: query, connection)
        let wrong = QueryColumns(query, columns).faults(compiled)
        if wrong.isEmpty { try make(query, columns, connection) }
        faults += wrong
      } catch {
        try connection.runScript("rollback", named: "rollback")
        guard error.kind == .permanent || error.kind == .data else { throw error }
        faults.append(diagnostic(query, error))
        continue
      }
      try connection.runScript("rollback", named: "rollback")
    }
    return faults
  }

  private func make(
    _ query: QueryContract, _ columns: [ListViewColumns.Row], _ connection: borrowing Connection
  ) throws(StoreError) {
    let text = compiled.queries[query.name] ?? ""
    try make(query.name, functions.query(query, text: text, columns: columns), connection)
  }

  private func make(_ part: String, _ script: String, _ connection: borrowing Connection) throws(StoreError) {
    try connection.runScript(
      "\(script);\nrevoke execute on function \(functions.name(part)) from public", named: part)
  }

  /// Names resolve as in the dispatchers that call the functions: nothing but `pg_catalog` without a schema.
  private func becomeOwner(_ connection: borrowing Connection) throws(StoreError) {
    try connection.runScript(
      "set local role rekindle_owner; set local search_path = pg_catalog", named: "become the owner")
  }

  /// The query's columns, found by making it a view with the parameters as columns around it.
  private func columns(
    of query: QueryContract, _ connection: borrowing Connection
  ) throws(StoreError) -> [ListViewColumns.Row] {
    let view = "\(prefix)_\(query.name)_columns"
    let parameters = query.parameters.map { "\($0.literal) as \($0.name)" }.joined(separator: ", ")
    try connection.runScript(
      """
      create view rekindle_campaigns.\(view) as
      select result.* from (select \(parameters)) parameter cross join lateral (
      \(compiled.queries[query.name] ?? "")
      ) result
      """, named: query.file)
    let columns = try connection.run(ListViewColumns(view))
    try connection.runScript("drop view rekindle_campaigns.\(view)", named: query.file)
    return columns
  }

  /// The error with the line of the first name in it, where that stands in the query, and what was perhaps meant.
  private func diagnostic(_ query: QueryContract, _ error: StoreError) -> Diagnostic {
    let message = error.message
    let quoted = message.split(separator: "\"", omittingEmptySubsequences: false).dropFirst().first
    let bare = message.hasPrefix("column ") ? message.dropFirst("column ".count).prefix { $0 != " " } : ""
    let name = quoted ?? bare
    return Diagnostic(
      file: "\(compiled.folder)/\(query.file)", line: line(of: name, in: compiled.queries[query.name] ?? "") ?? 1,
      message: message + advice(query, error, on: String(name)))
  }

  /// What was perhaps meant by a name that the database does not know.
  private func advice(_ query: QueryContract, _ error: StoreError, on name: String) -> String {
    let isColumn = error.message.hasPrefix("column \"")
    if isColumn, let near = EditDistance.nearest(to: name, in: query.parameters.map(\.name).sorted()) {
      return ", did you mean \(near)?"
    }
    if error.message.hasPrefix("relation \""), !name.contains(".") { return ": write its schema too, lms.\(name)" }
    return error.hint.map { ". \($0)" } ?? ""
  }

  /// The first line, comments aside, with the whole word.
  private func line(of word: Substring, in text: String) -> Int? {
    if word.isEmpty { return nil }
    return text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { line in
      let code = line.firstRange(of: "--").map { line[..<$0.lowerBound] } ?? line
      return code.ranges(of: word).contains { place in
        code[place.upperBound...].first.map { !$0.isLetter && !$0.isNumber && $0 != "_" } ?? true
      }
    }.map { $0 + 1 }
  }
}
