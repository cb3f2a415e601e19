import Domain
import Foundation
import JSON
import TestKit

/// A random fortnight of a platform whose dates do not stay: the same for the same seed.
///
/// Days are chosen around changes of clocks, dates around the instants at which reminders become right.
struct DateHistory {
  private static let starts = [
    "2026-10-22T09:00:00Z", "2026-10-29T12:00:00Z", "2027-03-11T08:00:00Z", "2027-03-25T10:00:00Z",
  ]
  static let zones = [1: "Europe/Berlin", 2: "America/New_York", 3: "Asia/Kolkata", 4: "Australia/Lord_Howe"]
  static let places = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"]

  private let school: DateSchool
  var random: SplitMix64
  var now: Instant
  var count = 0
  /// Told events, to be repeated.
  private var told: [HostTruth.Event] = []
  /// Events that have happened and are on their way.
  private var underWay: [HostTruth.Event] = []
  /// Numbers of what has been asked for and tried so far.
  var payments = 0
  var trials = 0
  private(set) var trace: [String] = []

  init(seed: Int, school: DateSchool) {
    self.school = school
    random = SplitMix64(seed: seed)
    now = Instant(rfc3339: Self.starts[seed % Self.starts.count]) ?? Instant(seconds: 1_795_000_000)
  }

  /// Lets so many edits happen, with whatever lies between them.
  mutating func run(edits: Int) throws {
    try tell(beginning())
    for _ in 0..<edits where school.model.faults.isEmpty {
      try edit()
      if random.chance(70) { try pass() }
    }
    try deliver(all: true)
    for _ in 0..<10 where school.model.faults.isEmpty { try pass() }
    if school.model.faults.isEmpty { try school.send(at: now) }
  }

  private mutating func edit() throws {
    let event = random.chance(12) ? told.randomElement(using: &random) ?? change() : change()
    if random.chance(20) {
      underWay.append(event)
    } else if random.chance(40) {
      underWay.append(event)
      try deliver(all: false)
    } else {
      try tell([event])
    }
  }

  /// Lets time pass: to a moment that matters, or by hours in which no tick came.
  private mutating func pass() throws {
    let next = school.model.instants(after: now).sorted().prefix(4).randomElement(using: &random)
    if let next, random.chance(80) {
      let offset = [-1, 0, 0, 1, Int.random(in: 2...40, using: &random)].randomElement(using: &random) ?? 0
      now = max(next + .minutes(offset), now + .minutes(2))
    } else {
      now = now + .minutes(Int.random(in: 2...1300, using: &random))
    }
    if random.chance(15) {
      note("detection")
      try school.detect(at: now)
    }
    if random.chance(40) { try deliver(all: random.chance(50)) }
    let sends = random.chance(75)
    note(sends ? "tick" : "tick, nothing leaves")
    now = try school.tick(at: now, sends: sends)
  }

  private mutating func deliver(all: Bool) throws {
    underWay.shuffle(using: &random)
    let part = all ? underWay.count : min(underWay.count, Int.random(in: 1...3, using: &random))
    let events = Array(underWay.prefix(part))
    underWay.removeFirst(part)
    if !events.isEmpty { try tell(events) }
  }

  private mutating func tell(_ events: [HostTruth.Event]) throws {
    note(
      events.map { "\($0.id) \($0.type) of \($0.at.rfc3339) \(JSON.object($0.data).text)" }.joined(separator: "\n    "))
    told += events
    try school.tell(events, at: now)
    if random.chance(50) { try school.send(at: now) }
  }

  private mutating func note(_ text: String) { trace.append("  \(now.rfc3339) \(text)") }
}
