extension StoreError {
  /// Whether the same request may succeed later: the database is away or busy, the statement is not at fault.
  public var isPassing: Bool {
    switch kind {
    case .unavailable, .retryable, .commitUncertain: true
    case .configuration, .data, .permanent: false
    }
  }
}
