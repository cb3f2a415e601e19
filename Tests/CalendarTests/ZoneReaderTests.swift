import Calendar
import Channels
import Domain
import JSON
import Store
import TestKit
import Testing

/// A weekly meeting at the same local hour over a year, in every zone that the server knows.
@Suite(.database, .enabled(if: Readers.isAvailable, Peers.absent))
struct ZoneReaderTests {
  private static let weeks = 52

  @Test func everyReaderMeetsAtTheServersInstantsInEveryZone() throws {
    let zones = try clocks()
    #expect(zones.count > 400)
    let recurrence = try Recurrence(.weekly, count: Self.weeks)
    let parts = try zones.map { zone in
      try Invitations.invitation(meeting: Invitations.meeting(clocks: zone.rules, recurrence: recurrence)).part(
        now: Invitations.now)
    }
    let read = try Readers.read(parts)
    #expect(read.count == zones.count)
    for (zone, answer) in zip(zones, read) {
      for reader in ["icalendar", "vobject"] {
        #expect(
          answer[reader]?["occurrences"] == .array(zone.expected.map(JSON.integer)), "\(reader), \(zone.rules.zone)")
      }
      #expect(answer["ics"]?["start"] == .integer(zone.expected[0]), "ics, \(zone.rules.zone)")
    }
  }

  private func clocks() throws -> [(rules: ClockRules, expected: [Int])] {
    let start = Invitations.start
    let until = start + .days(366)
    let rows = try TestDatabase.current().rows(
      """
      with zones as (select name from pg_timezone_names where name ~ '^[A-Z][A-Za-z]+/' and name !~ '^(posix|Etc|SystemV|US)/')
      select z.name,
             (select string_agg(extract(epoch from o.starts_at)::bigint || ' ' || o.seconds, ';' order by o.starts_at)
                from rekindle.zone_offsets(z.name, to_timestamp(\(start.seconds)) - interval '8760 hours', to_timestamp(\(until.seconds))) o),
             (select string_agg(extract(epoch from
                       ((to_timestamp(\(start.seconds)) at time zone z.name) + i * interval '7 days') at time zone z.name)::bigint::text,
                     ' ' order by i)
                from generate_series(0, \(Self.weeks - 1)) i)
        from zones z order by z.name
      """)
    return try rows.map { row in
      let changes = try #require(row[1]).split(separator: ";").map { change in
        let numbers = change.split(separator: " ").compactMap { Int($0) }
        return ClockRules.Change(at: Instant(seconds: numbers[0]), seconds: numbers[1])
      }
      return (
        try ClockRules(zone: try #require(row[0]), changes: changes, until: until),
        try #require(row[2]).split(separator: " ").compactMap { Int($0) }
      )
    }
  }
}
