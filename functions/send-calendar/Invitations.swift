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

  private let known: [Int: [String: InvitationState]]

  init(_ rows: [ReadInvitations.Row]) {
    var known: [Int: [String: InvitationState]] = [:]
    for row in rows {
      guard let status = InvitationState.Status(rawValue: row.status) else { continue }
      known[row.deliveryID, default: [:]][row.uid] = InvitationState(
        sequence: row.sequence, status: status, times: row.times)
    }
    self.known = known
  }

  /// The invitation of a message; throws where there is no meeting, or nothing to withdraw.
  func next(
    _ draft: Draft<CalendarChannel.Template>, from organizer: Mailbox, to attendee: Mailbox
  ) throws(Unsendable) -> Next {
    let kind = Invitation.Kind(draft.template.kind)
    guard let json = try meeting(of: draft), let id = json["id"]?.string, !id.isEmpty else {
      throw .noMeeting("the context has no meeting with an id")
    }
    let uid = "\(id).\(draft.links.environmentName)@\(organizer.address.domain)"
    do throws(InvitationError) {
      let meeting = try Meeting(json: json)
      let state = try InvitationState.next(kind, meeting, after: last(draft, uid, kind, meeting))
      let invitation = try Invitation(
        kind, uid: uid, sequence: state.sequence, organizer: organizer, attendees: [attendee], meeting: meeting)
      return Next(
        part: invitation.part(now: draft.now),
        told: ClaimDeliveries.Told(
          deliveryID: draft.deliveryID, uid: uid, sequence: state.sequence, status: state.status.rawValue,
          times: state.times))
    } catch {
      throw .noMeeting(error.description)
    }
  }
}

extension Invitations {
  private func meeting(of draft: Draft<CalendarChannel.Template>) throws(Unsendable) -> JSON? {
    do throws(RenderingError) {
      return try draft.template.words.meeting(
        in: draft.context, sender: draft.links.sender, links: draft.links.recipient(openPixel: false))
    } catch {
      throw Unsendable(error)
    }
  }

  /// What the learner was told last; a test of a withdrawal withdraws what it is about.
  private func last(
    _ draft: Draft<CalendarChannel.Template>, _ uid: String, _ kind: Invitation.Kind, _ meeting: Meeting
  ) -> InvitationState? {
    if draft.links.isTest && kind != .request {
      return InvitationState(sequence: 0, status: .invited, times: meeting.times)
    }
    return known[draft.deliveryID]?[uid]
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
}
