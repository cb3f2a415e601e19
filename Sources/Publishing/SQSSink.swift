import Domain
import FunctionContract
import JSON

/// Sends each event as the body of one message, up to ten a call (SQS `SendMessageBatch`).
///
/// In a FIFO queue equal partition keys keep their order and equal ids are taken once within five minutes.
struct SQSSink: EventSink {
  let service: AWSService
  let queue: String

  func hand(_ events: [CloudEvent], timeout: () -> Instant.Span) -> Delivery {
    EventBatch.deliver(events) { (batch, delivery) throws(Fault) in
      note(try service.call("SendMessageBatch", input(batch), timeout: timeout()), batch, in: &delivery)
    }
  }

  /// An entry that the answer does not count among the successful ones was not taken.
  private func note(_ output: JSON, _ batch: EventBatch, in delivery: inout Delivery) {
    let taken = Set((output["Successful"]?.array ?? []).compactMap { $0["Id"]?.string })
    let failed = output["Failed"]?.array ?? []
    for (index, event) in batch.events.enumerated() where !taken.contains(String(index)) {
      let entry = failed.first { $0["Id"]?.string == String(index) }
      let code = entry?["Code"]?.string ?? "unknown"
      let mayPass = entry?["SenderFault"]?.bool == false || AWSService.isPassing(code)
      delivery.add([event], Fault(String(code.prefix(64)), mayPass: mayPass))
    }
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
