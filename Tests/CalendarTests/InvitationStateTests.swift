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
      ["starts_at": "2026-03-02T17:30:00Z"], ["ends_at": "2026-03-02T19:30:00Z"], ["location": "Room 3"],
    ] {
      #expect(try InvitationState.next(.request, meeting(change), after: first).sequence == 1)
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
