/// Why the schema was not brought up to date.
public enum MigrationError: Error, Sendable, Equatable {
  /// The folder does not fit itself or the database; the message names the file and what to do.
  case refused(String)
  case store(StoreError)
}
