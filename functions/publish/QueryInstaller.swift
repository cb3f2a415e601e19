import Campaigns
import JSON
import Store

/// Makes a campaign's queries into SQL functions that PostgreSQL checks when they are made and inlines when they run.
struct QueryInstaller {
  private let compiled: CompiledCampaign
  private let prefix: String

  /// - Parameter prefix: the functions are `rekindle_campaigns.<prefix>_segment`, `_goal` and `_context`.
  init(_ compiled: CompiledCampaign, prefix: String) {
    self.compiled = compiled
    self.prefix = prefix
  }

  /// Makes the three functions in the transaction that is under way.
  func install(_ connection: borrowing Connection) throws(StoreError) {
    try becomeOwner(connection)
    for query in CampaignQuery.allCases {
      try connection.runScript(function(query, columns: try columns(of: query, connection)), named: query.file)
    }
  }

  /// What PostgreSQL and the columns say about each query; each is tried in a transaction that is rolled back.
  func faults(_ connection: borrowing Connection) throws(StoreError) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    for query in CampaignQuery.allCases {
      try connection.runScript("begin", named: "begin")
      do throws(StoreError) {
        try becomeOwner(connection)
        let columns = try columns(of: query, connection)
        let wrong = columnFaults(query, columns)
        if wrong.isEmpty { try connection.runScript(function(query, columns: columns), named: query.file) }
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

  /// Names resolve as in the dispatchers that call the functions: nothing but `pg_catalog` without a schema.
  private func becomeOwner(_ connection: borrowing Connection) throws(StoreError) {
    try connection.runScript(
      "set local role rekindle_owner; set local search_path = pg_catalog", named: "become the owner")
  }

  /// The query's columns, found by making it a view with the parameters as columns around it.
  private func columns(
    of query: CampaignQuery, _ connection: borrowing Connection
  ) throws(StoreError) -> [ListViewColumns.Row] {
    let view = "\(prefix)_\(query.rawValue)_columns"
    let parameters = query.parameters.map { "null::\($0.type) as \($0.name)" }.joined(separator: ", ")
    try connection.runScript(
      """
      create view rekindle_campaigns.\(view) as
      select result.* from (select \(parameters)) parameter cross join lateral (
      \(compiled.queries[query] ?? "")
      ) result
      """, named: query.file)
    let columns = try connection.run(ListViewColumns(view))
    try connection.runScript("drop view rekindle_campaigns.\(view)", named: query.file)
    return columns
  }

  private func function(_ query: CampaignQuery, columns: [ListViewColumns.Row]) -> String {
    let name = "rekindle_campaigns.\(prefix)_\(query.rawValue)"
    let parameters = query.parameters.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
    let result = columns.map { "\"\($0.name.replacing("\"", with: "\"\""))\" \($0.type)" }.joined(separator: ", ")
    let body = compiled.queries[query] ?? ""
    var quote = "$query$"
    while body.contains(quote) { quote = "$q" + quote.dropFirst() }
    return """
      create function \(name)(\(parameters)) returns table (\(result))
      language sql stable parallel safe rows \(query == .segment ? 100_000 : 1) as \(quote)
      \(body)
      \(quote);
      revoke execute on function \(name) from public
      """
  }

  private func columnFaults(_ query: CampaignQuery, _ columns: [ListViewColumns.Row]) -> [Diagnostic] {
    if let expected = query.columns {
      let matches = columns.map { [$0.name, $0.type] } == expected.map { [$0.name, $0.type] }
      let names = expected.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
      let found = columns.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
      return matches ? [] : [fault(query, 1, "the columns must be \(names); they are \(found)")]
    }
    let names = Set(columns.map(\.name))
    return compiled.samples.sorted { $0.key < $1.key }.flatMap { sample, context -> [Diagnostic] in
      let keys = Set((context.object ?? [:]).keys)
      let file = "\(compiled.folder)/samples/\(sample).json"
      return names.symmetricDifference(keys).sorted().map { name in
        let isColumn = names.contains(name)
        return Diagnostic(
          file: file, line: 1,
          message: isColumn ? "the column \(name) of context.sql is missing" : "\(name) is no column of context.sql")
      }
    }
  }

  /// The error with the line of the first word that it quotes, where that stands in the query.
  private func diagnostic(_ query: CampaignQuery, _ error: StoreError) -> Diagnostic {
    let text = compiled.queries[query] ?? ""
    let quoted = error.message.split(separator: "\"", omittingEmptySubsequences: false).dropFirst().first ?? ""
    let line =
      quoted.isEmpty ? nil : text.firstRange(of: quoted).map { text[..<$0.lowerBound].count { $0 == "\n" } + 1 }
    return fault(query, line ?? 1, error.message)
  }

  private func fault(_ query: CampaignQuery, _ line: Int, _ message: String) -> Diagnostic {
    Diagnostic(file: "\(compiled.folder)/\(query.file)", line: line, message: message)
  }
}
