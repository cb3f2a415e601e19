public import FunctionContract

/// Why the schema was not brought up to date.
public enum MigrationError: Error, Sendable, Equatable {
  /// The folder does not fit itself or the database; the message names the file and what to do.
  case refused(String)
  case store(StoreError)
}

extension HandlerFailure {
  /// 65 where the folder is wrong, the store's own code otherwise.
  public init(_ error: MigrationError) {
    switch error {
    case .refused(let reason): self.init(.badEvent, "Migration.Refused", reason)
    case .store(let error): self.init(error)
    }
  }
}
