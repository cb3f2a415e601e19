public import FunctionContract
public import Store

extension HandlerFailure {
  /// The failure that a handler reports for a database error: 69 where the server is away, 75 where a repetition may
  /// succeed, 78 where the URL is wrong, 70 otherwise.
  public init(_ error: StoreError) {
    switch error.kind {
    case .unavailable: self.init(.unavailable, "Store.Unavailable", error.description)
    case .retryable: self.init(.temporary, "Store.Busy", error.description)
    case .commitUncertain: self.init(.temporary, "Store.CommitUncertain", error.description)
    case .configuration: self.init(.configuration, "Configuration.Invalid", "DATABASE_URL: \(error.message)")
    case .data: self.init(.software, "Store.Data", error.description)
    case .permanent: self.init(.software, "Store.Statement", error.description)
    }
  }

  /// 65 where the folder is wrong, the store's own code otherwise.
  public init(_ error: MigrationError) {
    switch error {
    case .refused(let reason): self.init(.badEvent, "Migration.Refused", reason)
    case .store(let error): self.init(error)
    }
  }
}
