extension ExitCode {
  /// The HTTP status that tells a caller what an exit code means (docs/deploy/README.md).
  public static func httpStatus(_ exitCode: Int32) -> Int {
    switch ExitCode(rawValue: exitCode) {
    case .usage, .badEvent: 400
    case .forbidden: 403
    case .unavailable, .temporary: 503
    case .deadline: 504
    default: 500
    }
  }
}
