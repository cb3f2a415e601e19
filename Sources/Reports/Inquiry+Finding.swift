public import FunctionContract

extension Inquiry {
  /// What a question came to.
  public struct Finding: Sendable {
    public let response: HTTPResponse
    /// The learners who were looked at by name; empty where it is about nobody.
    public let learners: [Int]

    init(_ response: HTTPResponse, about learners: [Int] = []) {
      self.response = response
      self.learners = learners
    }
  }
}
