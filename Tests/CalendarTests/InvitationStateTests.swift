import Calendar
import Domain
import JSON
import Testing

/// SEQUENCE by the rules of RFC 5546 2.1.4.
struct InvitationStateTests {
  private func meeting(_ changes: [String: JSON] = [:]) throws -> Meeting {
    let fields: [String: JSON] = [
      "title": "Group", "starts_at": "2026-03-02T18:00:00+00:00", "ends_at": "2026-03-02T19:00:00+00:00",
      "location": "Room 2",
    ]
    return try Meeting(json: .object(fields.merging(changes) { $1 }))
  }

  @Test func onlyAChangeOfTimeOrPlaceRaisesTheSequence() throws {
    let first = try InvitationState.next(.request, meeting(), after: nil)
    #expect(first.sequence == 0 && first.status == .invited)
    #expect(try InvitationState.next(.request, meeting(["title": "Renamed"]), after: first).sequence == 0)
    for change: [String: JSON] in [
      ["url": "https://meet.example/8"],
      ["starts_at": "2026-03-02T17:30:00Z"], ["ends_at": "2026-03-02T19:30:00Z"], ["location": "Room 3"],
    ] {
      #expect(try InvitationState.next(.request, meeting(change), after: first).sequence == 1)
    }
  }

  @Test func aMeetingOfASeriesThatMovesOrIsLeftOutIsAChangeOfTheSeries() throws {
    let clocks: JSON = [
      "zone": "Europe/Berlin", "until": 1_798_761_600, "changes": [[1_767_225_600, 3600], [1_774_746_000, 7200]],
    ]
    let series: [String: JSON] = ["frequency": "weekly", "count": 4, "clocks": clocks]
    let first = try InvitationState.next(.request, meeting(series), after: nil)
    let moved: JSON = [
      "occurrence": "2026-03-09T18:00:00Z", "starts_at": "2026-03-10T18:00:00Z", "ends_at": "2026-03-10T19:00:00Z",
    ]
    for change: [String: JSON] in [["exceptions": ["2026-03-09T18:00:00Z"]], ["moved": [moved]]] {
      let next = try InvitationState.next(.request, meeting(series.merging(change) { $1 }), after: first)
      #expect(next.sequence == 1)
      #expect(try InvitationState.next(.request, meeting(series.merging(change) { $1 }), after: next) == next)
      #expect(try InvitationState.next(.request, meeting(series), after: next).sequence == 2, "restored")
    }
  }

  @Test func aWithdrawalIsAChangeAndItsRepetitionIsNone() throws {
    let first = try InvitationState.next(.request, meeting(), after: nil)
    for (kind, status) in [(Invitation.Kind.cancellation, InvitationState.Status.cancelled), (.removal, .removed)] {
      let off = try InvitationState.next(kind, meeting(), after: first)
      #expect(off.sequence == 1 && off.status == status)
      #expect(try InvitationState.next(kind, meeting(), after: off) == off)
      #expect(try InvitationState.next(.request, meeting(), after: off).sequence == 2, "invited again")
    }
  }

  @Test func whoWasNeverInvitedIsNotUninvited() throws {
    #expect(throws: InvitationError.neverInvited) { try InvitationState.next(.cancellation, meeting(), after: nil) }
    #expect(throws: InvitationError.neverInvited) { try InvitationState.next(.removal, meeting(), after: nil) }
  }

  @Test(
    arguments: [
      ["starts_at": nil], ["starts_at": "tomorrow"], ["ends_at": "2026-03-02T18:00:00Z"], ["title": ""],
      ["frequency": "hourly"], ["frequency": "weekly", "count": 4], ["url": "http://x.example"],
    ] as [[String: JSON]])
  func aMeetingThatIsNotWholeIsRefusedWithItsReason(changes: [String: JSON]) {
    #expect(throws: InvitationError.self) { try meeting(changes) }
  }
}
