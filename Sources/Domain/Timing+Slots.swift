import JSON

extension Step {
  /// When a step's slots are.
  public enum Timing: Sendable, Equatable {
    /// A cadence: the first slot is the enrolment's start, each further one this much after the slot before.
    case every(Instant.Span)
    /// One slot, this much after the enrolment's start.
    case after(Instant.Span)
    /// One slot, this much before a moment of the subject; it moves with the moment and is never used after it.
    case before(String, Instant.Span)
    /// One slot, this much after a moment of the subject; it moves with the moment.
    case afterAnchor(String, Instant.Span)
    /// One slot, when the learner enters, whatever delay the campaign has otherwise.
    case onEnter
  }
}

extension Step.Timing {
  /// The slot of an occurrence, counted from 1; nil where there is none or its anchor is unknown.
  ///
  /// An anchored timing has its one slot where the anchor is now, whatever the occurrence: who asks knows what was used.
  ///
  /// - Parameters:
  ///   - start: where a cadence or a span is counted from; for `onEnter`, when the learner entered.
  ///   - anchors: the subject's moments.
  ///   - clock: the recipient's: spans of whole days keep its hour.
  public func slot(
    occurrence: Int, start: Instant, anchors: [String: Instant], clock: LocalClock = LocalClock()
  ) -> Instant? {
    switch self {
    case .every(let rhythm):
      occurrence == 1 || rhythm > .seconds(0)
        ? start.advanced(by: rhythm, times: occurrence - 1).flatMap { clock.keepingHour(of: start, at: $0) } : nil
    case .after(let span): occurrence == 1 ? clock.advance(start, by: span) : nil
    case .onEnter: occurrence == 1 ? start : nil
    case .before(let anchor, let span): anchors[anchor].map { clock.advance($0, by: span * -1) }
    case .afterAnchor(let anchor, let span): anchors[anchor].map { clock.advance($0, by: span) }
    }
  }

  /// The newest occurrence of a cadence that is due at `now`, 0 before the first; nil for a timing with one slot.
  public func latest(at now: Instant, start: Instant, clock: LocalClock = LocalClock()) -> Int? {
    guard let rhythm, rhythm > .seconds(0) else { return nil }
    let count = (now - start).microseconds.flooredDivision(by: rhythm.microseconds) + 1
    // A change of clocks moves slots by less than a rhythm of days: the newest is this one or a neighbour.
    let newest = [count + 1, count].first { number in
      slot(occurrence: number, start: start, anchors: [:], clock: clock).map { $0 <= now } ?? false
    }
    return max(0, newest ?? count - 1)
  }

  /// The distance between the slots of a cadence; nil for a timing with one slot.
  public var rhythm: Instant.Span? {
    if case .every(let rhythm) = self { rhythm } else { nil }
  }

  /// The moment of the subject that the slot is measured from; nil for a timing that is counted from the start.
  public var anchor: String? {
    switch self {
    case .before(let anchor, _), .afterAnchor(let anchor, _): anchor
    case .every, .after, .onEnter: nil
    }
  }

  /// Whether the slots move with the enrolment: when the learner comes back, or required messages are late.
  var isMovable: Bool {
    switch self {
    case .every, .after: true
    case .before, .afterAnchor, .onEnter: false
    }
  }

  /// One member, `every`, `after`, `before` or `on`, as `publish` stores it; spans are whole seconds.
  var json: [String: JSON] {
    switch self {
    case .every(let rhythm): ["every": .integer(rhythm.seconds)]
    case .after(let span): ["after": .integer(span.seconds)]
    case .onEnter: ["on": "enter"]
    case .before(let anchor, let span): ["before": ["anchor": .string(anchor), "span": .integer(span.seconds)]]
    case .afterAnchor(let anchor, let span): ["after": ["anchor": .string(anchor), "span": .integer(span.seconds)]]
    }
  }

  /// Reads what `json` wrote.
  init(_ reader: CampaignReader) throws(CampaignShapeError) {
    if let rhythm = reader.json["every"]?.integer {
      self = .every(.seconds(rhythm))
    } else if reader.json["on"] == "enter" {
      self = .onEnter
    } else if reader.json["before"] != nil {
      let before = try reader.object("before")
      self = .before(try before.text("anchor"), .seconds(try before.integer("span")))
    } else if let span = reader.json["after"]?.integer {
      self = .after(.seconds(span))
    } else {
      let after = try reader.object("after")
      self = .afterAnchor(try after.text("anchor"), .seconds(try after.integer("span")))
    }
  }
}

extension Campaign {
  /// When an enrolment is looked at first: at its first slot, or at once where the subject's moments are to be asked for.
  ///
  /// - Parameter entered: when the learner enters; slots are counted from there after the entry rule's delay.
  public func firstLook(enteredAt entered: Instant) -> Instant {
    let start = entered + enter.delay
    let looks = steps.map { step in
      step.timing.isMovable ? step.timing.slot(occurrence: 1, start: start, anchors: [:]) ?? start : entered
    }
    return looks.min() ?? start
  }
}
