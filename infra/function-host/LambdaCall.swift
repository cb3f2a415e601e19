import Adapters
import Domain
import FunctionContract
import JSON
import Publishing

/// One invocation of a Lambda function: what it brought is handled, event by event.
struct LambdaCall {
  let host: Host
  /// When the work must be over; nil where Lambda does not tell.
  let deadline: Deadline?
  /// The invocation's `traceparent`, for events that have none of their own.
  let trace: String?

  /// The answer to `payload`, nil standing for one that is too large.
  func reply(to payload: [UInt8]?) throws(HandlingFailure) -> [UInt8] {
    switch try read(payload) {
    case .one(.request(let request)):
      return try HandlingFailure.translating { () throws(HandlerFailure) in
        try LambdaReply.response(host.answer(request, within: deadline?.remaining))
      }
    case .one(let envelope):
      let (result, events) = try run(envelope)
      return LambdaReply.one(result: result, events: events).bytes
    case .unanswered(let envelopes):
      for envelope in envelopes { try runToEnd(envelope) }
      return JSON.object([:]).bytes
    case .queue(let records): return LambdaReply.queue(failed: failures(of: records)).bytes
    case .pipe(let records):
      var events: [CloudEvent] = []
      for record in records { events += try run(envelope(of: record), attempt: record.attempt).events }
      return try HandlingFailure.translating { () throws(HandlerFailure) in try LambdaReply.pipe(events).bytes }
    }
  }

  private func read(_ payload: [UInt8]?) throws(HandlingFailure) -> LambdaPayload {
    try HandlingFailure.translating { () throws(HandlerFailure) in
      guard let payload else { throw InvocationDecoder.tooLarge(limit: JSONLimits.event.bytes) }
      let document: JSON
      do throws(JSONError) { document = try JSON.parse(payload) } catch {
        throw HandlerFailure(.badEvent, "Event.NotJSON", "the event is not JSON that can be read: \(error)")
      }
      do throws(ShapeError) { return try LambdaPayload(document) } catch { throw LambdaCall.invalid(error) }
    }
  }

  /// The messages that are to be delivered again: those that failed and, where the queue keeps an order, all after the
  /// first of them.
  private func failures(of records: [QueueRecord]) -> [QueueRecord] {
    var failed: [QueueRecord] = []
    for (index, record) in records.enumerated() {
      do throws(HandlingFailure) {
        try runToEnd(envelope(of: record), attempt: record.attempt)
      } catch {
        if record.isOrdered { return Array(records[index...]) }
        failed.append(record)
      }
    }
    return failed
  }

  /// Handles what a caller brought who takes no events back: one that is left to him is a failure.
  private func runToEnd(_ envelope: Envelope, attempt: Int = 1) throws(HandlingFailure) {
    let (_, events) = try run(envelope, attempt: attempt)
    if events.isEmpty { return }
    let failure = EventPublisher.nowhere(events)
    host.log.failure(failure)
    throw HandlingFailure(failure)
  }

  private func run(
    _ envelope: Envelope, attempt: Int = 1
  ) throws(HandlingFailure) -> (result: JSON, events: [CloudEvent]) {
    if let deadline, deadline.isPast {
      throw HandlingFailure(HandlerFailure(.deadline, "Host.Timeout", "no time was left for this event"))
    }
    var event = try HandlingFailure.translating { () throws(HandlerFailure) in try host.event(envelope) }
    if event.extensions["traceparent"] == nil { event.extensions["traceparent"] = trace.map(JSON.string) }
    switch host.handle(event, attempt: attempt, within: deadline?.remaining) {
    case .done(let result, let events): return (result, events)
    case .failed(let failure): throw failure
    }
  }

  private func envelope(of record: QueueRecord) throws(HandlingFailure) -> Envelope {
    do throws(ShapeError) { return try record.envelope.get() } catch {
      let failure = LambdaCall.invalid(error)
      host.log.failure(failure)
      throw HandlingFailure(failure)
    }
  }

  private static func invalid(_ error: ShapeError) -> HandlerFailure {
    HandlerFailure(.badEvent, "Event.Invalid", "the event cannot be used: \(error)")
  }
}
