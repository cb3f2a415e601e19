import Domain
import JSON
import TestKit
import Testing

extension UpgradeTests {
  /// What a stored state says of one step of one enrolment.
  private struct Known: Equatable {
    let slot: Instant?
    let occurrences: Int
    let deferral: String?
  }

  /// States as the first build stored them, beside those of the dump: moved by a wait, to the microsecond, over.
  private static let states = [
    3:
      #"[{"slot": "2026-12-24T18:30:00Z", "occurrences": 2}, {"slot": "2027-01-02T03:04:05.678901Z", "occurrences": 0}]"#,
    4:
      #"[{"slot": null, "occurrences": 8}, {"slot": "2026-11-30T00:00:00.000001Z", "occurrences": 3, "deferral": "day_cap"}]"#,
  ]

  @Test func everyNextSlotStaysWhereItWas() throws {
    var stored: [Known] = []
    let test = try upgraded { test in
      for (id, state) in Self.states {
        try test.run("update rekindle.campaign_enrollments set steps = '\(state)' where id = \(id)")
      }
      stored = try slotsBefore(test)
    }
    #expect(try slotsAfter(test) == stored)
    #expect(stored.count == 30 && stored.contains { $0.slot == nil })
  }

  private func slotsBefore(_ test: TestDatabase) throws -> [Known] {
    let rows = try test.rows(
      """
      select s.state->>'slot', s.state->>'occurrences', s.state->>'deferral'
        from rekindle.campaign_enrollments e, jsonb_array_elements(e.steps) with ordinality s(state, place)
       order by e.id, s.place
      """)
    return rows.map { row in
      Known(
        slot: row[0].flatMap { Instant(rfc3339: $0) }, occurrences: row[1].flatMap { Int($0) } ?? -1, deferral: row[2])
    }
  }

  private func slotsAfter(_ test: TestDatabase) throws -> [Known] {
    let rows = try test.rows(
      """
      select (extract(epoch from e.anchor_at + e.shift) * 1000000)::bigint::text, e.steps::text, v.definition::text
        from rekindle.campaign_enrollments e join rekindle.campaign_versions v using (campaign_id, version) order by e.id
      """)
    return try rows.flatMap { row in
      let start = Instant(microseconds: try #require(row[0].flatMap { Int($0) }))
      let states = try #require(try JSON.parse(Array((row[1] ?? "").utf8)).array)
      let campaign = try Campaign(json: JSON.parse(Array((row[2] ?? "").utf8)))
      return try zip(campaign.steps, states).map { step, json in
        let state = try #require(StepState(json: json))
        let slot = step.timing.slot(occurrence: state.occurrences + 1, start: start + state.delay, anchors: [:])
        return Known(
          slot: state.isEnded ? nil : slot, occurrences: state.occurrences, deferral: state.deferral?.rawValue)
      }
    }
  }
}
