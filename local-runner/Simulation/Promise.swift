import FunctionContract

/// What a story says, held against what happened.
enum Promise {
  /// Ends the story where it is not true.
  static func keep(_ holds: Bool, _ broken: @autoclosure () -> String) throws(RunnerError) {
    guard holds else { throw RunnerError(.software, "BROKEN: \(broken())") }
  }
}
