import Calendar
import Channels
import Domain
import JSON
import Rendering
import Sending
import Store

/// What the learners of some deliveries were told about their meetings, and what they are told next.
struct Invitations {
  /// A part for the mail, and what the ledger is to know of it.
  struct Next {
    let part: CalendarPart
    let told: ClaimDeliveries.Told
  }

  /// One meeting as a learner was told of it.
  private struct Known {
    let state: InvitationState
    let meeting: JSON?
    let organizer: String?
    let answer: InvitationAnswer.Intent?
  }

  private var known: [Int: [String: Known]] = [:]
  /// The ids of the meetings whose invitations deliveries correct.
  private var corrected: [Int: String] = [:]

  init(_ rows: [ReadInvitations.Row]) {
    for row in rows {
      guard let status = InvitationState.Status(rawValue: row.status) else { continue }
      known[row.deliveryID, default: [:]][row.uid] = Known(
        state: InvitationState(sequence: row.sequence, status: status, times: row.times), meeting: row.meeting,
        organizer: row.organizer, answer: row.answer.flatMap(InvitationAnswer.Intent.init(rawValue:)))
      if row.isCorrected { corrected[row.deliveryID] = row.uid }
    }
  }

  /// The invitation of a message; throws where there is no meeting, nothing to withdraw, or nothing new in a correction.
  func next(
    _ draft: Draft<CalendarChannel.Template>, from organizer: Organizer, to attendee: Mailbox
  ) throws(Unsendable) -> Next {
    let kind = Invitation.Kind(draft.template.kind)
    let (uid, json) = try meeting(of: draft, kind, organizer)
    let last = last(draft, uid, kind, json)
    do throws(InvitationError) {
      let meeting = try Meeting(json: json)
      let state = try InvitationState.next(kind, meeting, after: last?.state)
      if corrected[draft.deliveryID] != nil, state.tells(sameAs: last?.state) { throw InvitationError.nothingNew }
      let owner = organizer.mailbox(uid, attendee, draft.links, told: last?.organizer)
      let invitation = try Invitation(
        kind, uid: uid, sequence: state.sequence, organizer: owner,
        sentBy: owner.address == organizer.from.address ? nil : organizer.from.address, attendees: [attendee],
        answer: state.tells(sameAs: last?.state) ? last?.answer : nil, meeting: meeting)
      return Next(part: invitation.part(now: draft.now), told: told(invitation, state, json, draft.deliveryID))
    } catch {
      throw error == .nothingNew ? Unsendable(.subjectOver, error.description) : .noMeeting(error.description)
    }
  }

  /// What the context says of the meeting, with the message's own words in it; nil where there is none.
  private func said(in draft: Draft<CalendarChannel.Template>) throws(Unsendable) -> JSON? {
    do throws(RenderingError) {
      return try draft.template.words.meeting(
        in: draft.context, sender: draft.links.sender, links: draft.links.recipient(openPixel: false))
    } catch {
      throw Unsendable(error)
    }
  }

  /// The meeting's id, and the meeting: as the context has it now, or for a withdrawal from somebody who is no longer part of
  /// that, as it was told.
  private func meeting(
    of draft: Draft<CalendarChannel.Template>, _ kind: Invitation.Kind, _ organizer: Organizer
  ) throws(Unsendable) -> (uid: String, json: JSON) {
    let said = try said(in: draft)
    if let uid = corrected[draft.deliveryID] {
      let standing = said.map { $0["standing"]?.string ?? "invited" } ?? "removed"
      guard standing == kind.standing else { throw Unsendable(.subjectOver, "the meeting has changed once more") }
      if kind != .request, let told = known[draft.deliveryID]?[uid]?.meeting { return (uid, told.withoutSeries) }
      if let said { return (uid, said) }
    }
    guard let said, let id = said["id"]?.string, !id.isEmpty else {
      throw .noMeeting("the context has no meeting with an id")
    }
    return ("\(id).\(draft.links.environmentName)@\(organizer.from.address.domain)", said)
  }

  /// What the learner was told last; a test of a withdrawal withdraws what it is about.
  private func last(
    _ draft: Draft<CalendarChannel.Template>, _ uid: String, _ kind: Invitation.Kind, _ meeting: JSON
  ) -> Known? {
    guard draft.links.isTest, kind != .request else { return known[draft.deliveryID]?[uid] }
    return Known(
      state: InvitationState(sequence: 0, status: .invited, times: ""), meeting: meeting, organizer: nil,
      answer: nil)
  }

  private func told(
    _ invitation: Invitation, _ state: InvitationState, _ json: JSON, _ deliveryID: Int
  ) -> ClaimDeliveries.Told {
    var members = json.object ?? [:]
    members["description"] = nil
    if let zone = members["clocks"]?["zone"] { members["clocks"] = ["zone": zone] }
    return ClaimDeliveries.Told(
      deliveryID: deliveryID, uid: invitation.uid, sequence: state.sequence, status: state.status.rawValue,
      times: state.times, meeting: .object(members), endsAt: invitation.meeting.lastEnd,
      organizer: invitation.organizer.address.text)
  }
}

extension JSON {
  /// The meeting without what only a series has: all of it is withdrawn by its id alone.
  fileprivate var withoutSeries: JSON {
    .object(
      (object ?? [:]).filter { !["frequency", "interval", "count", "exceptions", "moved", "clocks"].contains($0.key) })
  }
}

extension Invitation.Kind {
  fileprivate init(_ kind: InviteKind) {
    self =
      switch kind {
      case .request: .request
      case .cancel: .cancellation
      case .remove: .removal
      }
  }

  /// What the context says of a meeting that a message of this kind is about.
  fileprivate var standing: String {
    switch self {
    case .request: "invited"
    case .cancellation: "cancelled"
    case .removal: "removed"
    }
  }
}
