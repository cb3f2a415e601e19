import Channels
import Domain
import FunctionContract
import Sending
import Store
import Transport

/// What happens between a claim and its record.
extension Dispatcher {
  /// What was asked counts as asked until all that follows from its answer is written.
  mutating func takeAnswer(_ connection: borrowing Connection) throws(StoreError) {
    switch asked {
    case .claim(let chunk, let limit):
      let claims = try claims(of: chunk, connection)
      asked = nil
      send(claims, limit)
    case .record(let attempts):
      ledger.counts.add(try recorded(attempts, connection))
      for attempt in attempts { try followUp(attempt, connection) }
      asked = nil
    case nil: return
    }
  }

  /// The answer to a claim; where a row was refused, what the halves answer.
  private mutating func claims(
    of chunk: Chunk<Exchange>, _ connection: borrowing Connection
  ) throws(StoreError) -> Claims<Exchange> {
    do throws(StoreError) {
      return Claims(of: chunk, try connection.answer(ClaimDeliveries.self))
    } catch {
      guard error.kind == .data else { throw error }
      return try ledger.claimHalves(of: chunk, connection)
    }
  }

  /// The answer to a record; where a row was refused, what the halves answer.
  private func recorded(
    _ attempts: [Attempt], _ connection: borrowing Connection
  ) throws(StoreError) -> SendCounts {
    do throws(StoreError) {
      return ledger.recorded(try connection.answer(RecordOutcomes.self), of: attempts)
    } catch {
      guard error.kind == .data else { throw error }
      return try ledger.recordHalves(of: attempts, connection)
    }
  }

  private mutating func send(_ claims: Claims<Exchange>, _ limit: Deadline) {
    ledger.counts.add(claims.counts)
    ledger.writeAgain(claims.toWriteAgain)
    claimed += claims.sending.map { Claimed(attempt: $0.attempt, exchange: $0.content, limit: limit) }
    _ = poll(for: .seconds(0))
  }

  /// Fills the wire, notes what it answers, and returns how much that is.
  mutating func poll(for span: Instant.Span) -> Int {
    while onWire.count < pace.window, let message = claimed.popFirst() {
      submit(message.exchange, of: message.attempt, message.limit)
    }
    journal?.flush()
    let completions = client.poll(timeout: span)
    for completion in completions { note(completion) }
    journal?.flush()
    return completions.count
  }

  private mutating func submit(
    _ exchange: Exchange, of attempt: Attempt, _ limit: Deadline, otherwise: SendOutcome = .notAttempted
  ) {
    guard !limit.isPast else { return end(attempt, otherwise) }
    lastTag += 1
    onWire[lastTag] = Flight(
      attempt: attempt, exchange: exchange, limit: limit, start: MonotonicClock.microseconds)
    journal?.note(.leaves(attempt))
    client.submit(exchange.request, tag: lastTag, within: limit.remaining)
  }

  private mutating func note(_ completion: Completion) {
    guard let flight = onWire.removeValue(forKey: completion.tag) else { return }
    pace.note(MonotonicClock.microseconds - flight.start)
    let now = ledger.clock.now
    news.add(flight.exchange.news(completion.observation, now), of: flight.attempt.deliveryID, at: now)
    switch flight.exchange.read(completion.observation, now) {
    case .over(let outcome): end(flight.attempt, outcome)
    case .next(let exchange, let otherwise) where ledger.hasTime(for: Self.requestTime):
      submit(exchange, of: flight.attempt, flight.limit, otherwise: otherwise)
    case .next(_, let otherwise): end(flight.attempt, otherwise)
    }
  }

  private mutating func end(_ attempt: Attempt, _ outcome: SendOutcome) {
    let ended = attempt.ended(outcome)
    journal?.note(.ended(ended))
    answered.append(ended)
  }

  /// Writes what a permanent failure says beyond the one message.
  mutating func followUp(_ attempt: Attempt, _ connection: borrowing Connection) throws(StoreError) {
    guard case .failed(let code, let effect, _) = attempt.outcome else { return }
    let now = ledger.clock.now
    switch effect {
    case .none: return
    case .optedOut, .deadAddress:
      _ = try connection.run(RefuseAddress(deliveryID: attempt.deliveryID, isOptOut: effect == .optedOut, now: now))
    case .templatePaused: try refuseTemplate(of: attempt, "paused", code, connection)
    case .templateDisabled: try refuseTemplate(of: attempt, "disabled", code, connection)
    case .templateRejected: try refuseTemplate(of: attempt, "rejected", code, connection)
    case .tripsBreaker:
      // Which of the providers an attempt of a journal went to nobody knows: it is found out by the next one.
      if attempt.delivery == nil { return }
      isOpen = false
      if hasTripped { return }
      hasTripped = true
      try connection.execute(OpenBreaker(provider: name, now: now, code: code))
    }
  }

  private func refuseTemplate(
    of attempt: Attempt, _ status: String, _ code: String, _ connection: borrowing Connection
  ) throws(StoreError) {
    _ = try connection.run(
      RefuseTemplate(deliveryID: attempt.deliveryID, status: status, reason: code, now: ledger.clock.now))
  }
}
