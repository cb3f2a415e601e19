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
    let zones = try meetings()
    #expect(zones.count > 400)
    let parts = try zones.map { try Invitations.invitation(meeting: $0.meeting).part(now: Invitations.now) }
    let read = try Readers.read(parts)
    #expect(read.count == zones.count)
    for (zone, answer) in zip(zones, read) {
      for reader in ["icalendar", "vobject"] {
        #expect(answer[reader]?["occurrences"] == .array(zone.expected.map(JSON.integer)), "\(reader), \(zone.name)")
      }
      #expect(answer["ics"]?["start"] == .integer(zone.expected[0]), "ics, \(zone.name)")
    }
  }

  private func meetings() throws -> [(name: String, meeting: Meeting, expected: [Int])] {
    let start = "to_timestamp(\(Invitations.start.seconds))"
    let rows = try TestDatabase.current().rows(
      """
      select z.name,
             jsonb_build_object('title', 'Group', 'starts_at', \(start), 'ends_at', \(start) + interval '1 hour',
               'frequency', 'weekly', 'count', \(Self.weeks), 'clocks', rekindle.clocks(z.name, \(start) + interval '9000 hours')),
             (select string_agg(extract(epoch from
                       ((\(start) at time zone z.name) + i * interval '7 days') at time zone z.name)::bigint::text, ' ' order by i)
                from generate_series(0, \(Self.weeks - 1)) i)
        from pg_timezone_names z
       where z.name ~ '^[A-Z][A-Za-z]+/' and z.name !~ '^(posix|Etc|SystemV|US)/'
       order by z.name
      """)
    return try rows.map { row in
      (
        try #require(row[0]), try Meeting(json: JSON.parse(try #require(row[1]))),
        try #require(row[2]).split(separator: " ").compactMap { Int($0) }
      )
    }
  }
}
