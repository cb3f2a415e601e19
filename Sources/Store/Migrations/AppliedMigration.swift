/// A migration that the database remembers.
struct AppliedMigration: Sendable, Equatable {
  let version: Int
  let file: String
  let isBreaking: Bool
}
