import FunctionContract
import JSON

extension CloudEvent {
  /// Reads an event that a person wrote, or a dead letter, which has its event inside; `name` tells where it stands.
  init(document bytes: [UInt8], name: String) throws(RunnerError) {
    let json = Result { () throws(JSONError) in try JSON.parse(bytes) }
    let event = json.mapError { RunnerError(.badEvent, "\(name) is not JSON: \($0)") }
      .flatMap { json in
        let event = json["parkedAt"] == nil ? json : json["event"] ?? json
        return Result { () throws(ShapeError) in try CloudEvent(json: event) }
          .mapError { RunnerError(.badEvent, "\(name) is no CloudEvent: \($0)") }
      }
    self = try event.get()
  }
}
