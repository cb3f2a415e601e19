public import Testing

/// Gives each test case a database of its own, reachable as `TestDatabase.current()`.
///
/// Database tests are synchronous functions: a test that awaits while it holds a lock starves the pool (STYLE E12).
public struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
  let isMigrated: Bool

  public var isRecursive: Bool { true }

  public func scopeProvider(for test: Test, testCase: Test.Case?) -> DatabaseTrait? { testCase == nil ? nil : self }

  public func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    let database = try TestDatabase.create(isMigrated: isMigrated)
    defer { try? database.drop() }
    try await TestDatabase.$scoped.withValue(database) { try await body() }
  }
}

extension Trait where Self == DatabaseTrait {
  /// A copy of the migrated schema for each test case.
  public static var database: DatabaseTrait { DatabaseTrait(isMigrated: true) }

  /// An empty database for each test case.
  public static var emptyDatabase: DatabaseTrait { DatabaseTrait(isMigrated: false) }
}
