import Campaigns
import Store

/// The text of the SQL functions that a campaign version's queries become.
struct CampaignFunctions {
  /// The functions are `rekindle_campaigns.<prefix>_<name>`.
  let prefix: String

  /// A query as a function, whose own parameters have the campaign's values: PostgreSQL inlines it where it is used.
  func query(_ contract: QueryContract, text: String, columns: [ListViewColumns.Row]) -> String {
    let parameters = contract.parameters.map { parameter in
      "\(parameter.name) \(parameter.type)" + (parameter.value == nil ? "" : " default \(parameter.literal)")
    }
    let result = columns.map { "\(quoted($0.name)) \($0.type)" }
    return """
      create or replace function \(name(contract.name))(\(parameters.joined(separator: ", ")))
      returns table (\(result.joined(separator: ", ")))
      language sql stable parallel safe rows \(contract.rows) as \(dollarQuoted(text))
      """
  }

  /// What the planner asks about many pairs at once: when the goal was met, whether there is still something to write
  /// about, the newest activity, anchors and facts.
  func states(hasActivity: Bool, state columns: [ListViewColumns.Row]) -> String {
    let activity = "(select a.last_activity_at from \(name("activity"))(as_of, k.learner, k.subject) a)"
    let state = "left join lateral \(name("state"))(as_of, k.learner, k.subject) s on true"
    return ofPairs(
      "states", "goal_at timestamptz, is_relevant boolean, last_activity_at timestamptz, anchors jsonb, facts jsonb",
      """
      select k.learner, k.subject, g.reached_at,
             exists (select from \(name("context"))(as_of, k.learner, k.subject)),
             \(hasActivity ? activity : "null::timestamptz"),
             \(object(columns.filter { $0.type == QueryContract.instant })),
             \(object(columns.filter { $0.type == QueryContract.fact }))
        from unnest(learners, subjects) k(learner, subject)
        left join lateral \(name("goal"))(as_of, k.learner, k.subject) g on true
        \(columns.isEmpty ? "" : state)
      """)
  }

  /// What the claim asks about many pairs at once: when the goal was met.
  func goals() -> String {
    ofPairs(
      "goals", "goal_at timestamptz",
      """
      select k.learner, k.subject, g.reached_at
        from unnest(learners, subjects) k(learner, subject)
        left join lateral \(name("goal"))(as_of, k.learner, k.subject) g on true
      """)
  }

  /// The template values of many pairs, for texts of one language, as JSON objects; no row where there is nothing to write about.
  ///
  /// Selected once more, the answer is a row also where it has one column: a function's would be that value. And it stays a
  /// query of its own (`offset 0`), asked for one pair after the other: as a part of this one, a query of more than eight tables was
  /// planned without the pairs, and answered for every learner up to the last one wanted.
  func contexts(in language: String) -> String {
    ofPairs(
      "contexts", "context text",
      """
      select k.learner, k.subject, to_json(c)::text
        from unnest(learners, subjects) k(learner, subject)
       cross join lateral (select * from \(name("context"))(as_of, k.learner, k.subject, language) offset 0) c
      """, parameters: ", language text default '\(language)'")
  }

  /// A function whose plan a server session keeps, since planning takes longer than the answer for fifty pairs.
  ///
  /// The plan is kept while tables grow, so it reaches them by their keys and by nothing else (decision 0015).
  private func ofPairs(_ part: String, _ columns: String, _ query: String, parameters: String = "") -> String {
    """
    create or replace function \(name(part))(as_of timestamptz, learners bigint[], subjects bigint[]\(parameters))
    returns table (user_id bigint, subject_id bigint, \(columns))
    language plpgsql stable parallel safe rows 1000
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off set cpu_index_tuple_cost = 1 as
    \(dollarQuoted("begin\nreturn query\n\(query);\nend"))
    """
  }

  /// A function's name with its schema.
  func name(_ part: String) -> String { "rekindle_campaigns.\(prefix)_\(part)" }

  private func object(_ columns: [ListViewColumns.Row]) -> String {
    if columns.isEmpty { return "null::jsonb" }
    let members = columns.map { "'\($0.name.replacing("'", with: "''"))', s.\(quoted($0.name))" }
    return "jsonb_build_object(\(members.joined(separator: ", ")))"
  }

  private func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  private func dollarQuoted(_ text: String) -> String {
    var quote = "$query$"
    while text.contains(quote) { quote = "$q" + quote.dropFirst() }
    return "\(quote)\n\(text)\n\(quote)"
  }
}

extension QueryContract.Parameter {
  /// Its value as SQL writes it; null where the caller says it.
  var literal: String { value.map { "'\($0.replacing("'", with: "''"))'::\(type)" } ?? "null::\(type)" }
}
