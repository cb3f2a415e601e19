public import FunctionContract
public import JSON

/// What an operation has come to.
public struct Outcome {
  public let response: HTTPResponse
  /// Type and data of the event by which another handler hears of it; nil where none has to.
  public let announces: (type: String, data: JSON)?

  init(_ response: HTTPResponse, announces: (type: String, data: JSON)? = nil) {
    self.response = response
    self.announces = announces
  }
}
