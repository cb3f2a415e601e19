import Domain
import FunctionContract
import JSON

/// Sends each event as the body of one message, up to ten a call (SQS `SendMessageBatch`).
///
/// In a FIFO queue equal partition keys keep their order and equal ids are taken once within five minutes.
struct SQSSink: EventSink {
  let service: AWSService
  let queue: String

  func hand(_ events: [CloudEvent], timeout: Instant.Span) -> Delivery {
    EventBatch.deliver(events) { (batch, delivery) throws(Fault) in
      let output = try service.call("SendMessageBatch", input(batch), timeout: timeout)
      for failed in output["Failed"]?.array ?? [] { note(failed, batch, in: &delivery) }
    }
  }

  private func note(_ failed: JSON, _ batch: EventBatch, in delivery: inout Delivery) {
    guard let id = failed["Id"]?.string.flatMap({ Int($0) }), batch.events.indices.contains(id) else { return }
    let code = failed["Code"]?.string ?? "unknown"
    let mayPass = failed["SenderFault"]?.bool == false || AWSService.isPassing(code)
    delivery.add([batch.events[id]], Fault(String(code.prefix(64)), mayPass: mayPass))
  }

  private func input(_ batch: EventBatch) -> JSON {
    let entries = zip(batch.events, batch.bodies).enumerated().map { index, entry -> JSON in
      var members: [String: JSON] = ["Id": .string(String(index)), "MessageBody": .string(entry.1)]
      if queue.hasSuffix(".fifo") {
        let key = entry.0.extensions["partitionkey"]?.string ?? entry.0.id
        members["MessageGroupId"] = .string(SQSName.name(key))
        members["MessageDeduplicationId"] = .string(SQSName.name(entry.0.id))
      }
      return .object(members)
    }
    return ["QueueUrl": .string(queue), "Entries": .array(entries)]
  }
}
