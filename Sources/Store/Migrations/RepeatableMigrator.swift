import Domain

/// Applies the repeatable scripts, all in one transaction, where one of them or the catalogue that they left has changed.
struct RepeatableMigrator: Sendable {
  private let scripts: [Repeatable]

  init(_ scripts: [Repeatable]) { self.scripts = scripts }

  /// Files that are new or have changed since they were applied.
  func changed(_ connection: borrowing Connection) throws(StoreError) -> [String] {
    guard try connection.first(FindMigrationLog())?.isComplete == true else { return scripts.map(\.file) }
    let changed = Set(try connection.run(ListChangedScripts(scripts: scripts)))
    return scripts.map(\.file).filter(changed.contains)
  }

  /// Makes the owner, and everything that is there its; returns whether something was altered before that.
  func prepare(_ connection: borrowing Connection) throws(StoreError) -> Bool {
    let owner = scripts.filter { $0.kind == .owner }
    if owner.isEmpty { return false }
    return try connection.transaction { (connection) throws(StoreError) in
      _ = try connection.run(LockMigrations())
      let isAltered = try connection.first(CompareCatalogue()) == false
      try run(owner, connection)
      return isAltered
    }
  }

  /// - Parameter wasAltered: what `prepare` found.
  func apply(
    _ connection: borrowing Connection, wasAltered: Bool, at now: Instant
  ) throws(StoreError) -> (changed: [String], isRepaired: Bool) {
    let scripts = scripts.filter { $0.kind != .owner }
    if scripts.isEmpty { return ([], false) }
    return try connection.transaction { (connection) throws(StoreError) in
      _ = try connection.run(LockMigrations())
      let changed = try changed(connection)
      let catalogue = try connection.first(CompareCatalogue())
      let isAltered = wasAltered || catalogue == false
      try run(scripts.filter { $0.kind.isUnconditional || !changed.isEmpty || isAltered }, connection)
      if !changed.isEmpty || isAltered {
        try connection.execute(RecordScripts(scripts: self.scripts, now: now))
        try connection.execute(RecordCatalogue())
      }
      return (changed, isAltered && catalogue != nil && changed.isEmpty)
    }
  }

  private func run(_ scripts: [Repeatable], _ connection: borrowing Connection) throws(StoreError) {
    // Functions and views name each other: what a body says is checked when all of them are there, by the tests.
    try connection.runScript("set local check_function_bodies = off", named: "scripts")
    var isOwner = false
    for script in scripts {
      if script.kind.isOwners != isOwner {
        isOwner = script.kind.isOwners
        try connection.runScript(isOwner ? Self.becomeOwner : "reset role", named: script.file)
      }
      try connection.runScript(script.sql, named: script.file)
    }
    if isOwner { try connection.runScript("reset role", named: "scripts") }
  }

  private static let becomeOwner = """
    do $$ begin
      if to_regrole('rekindle_owner') is not null then set local role rekindle_owner; end if;
    end $$
    """
}
