import Domain
import JSON
import Rendering

/// Checks that what corrects invitations is written, and does to the meeting what its name promises.
struct InvitationCheck {
  let campaign: Campaign
  let drafts: [MessageDraft]
  let report: Report

  func run() {
    for correction in campaign.invitations { check(correction) }
    let kinds = drafts.map(kind)
    guard campaign.invitations.isEmpty, !kinds.contains(.cancel), !kinds.contains(.remove),
      let invitation = drafts.first(where: { kind(of: $0) == .request })
    else { return }
    report.note(
      invitation.file, 1,
      "nobody who is invited hears that the meeting moves or is off: campaign.yaml has no invitations")
  }

  private func check(_ correction: InvitationCorrection) {
    let file = "messages/\(correction.template).calendar.md"
    guard let draft = drafts.first(where: { $0.key == .init(correction.template, .calendar) }) else {
      report.add(
        CampaignFile.name, 1, "\(file) is missing: invitations.\(correction.change.rawValue) names it",
        isConsequence: report.hasFault(in: file))
      return
    }
    let wanted = InviteKind(correction.change)
    if kind(of: draft) != wanted {
      report.add(
        file, 1, "invitations.\(correction.change.rawValue) needs a message with invite: \(wanted.rawValue)")
    }
  }

  private func kind(of draft: MessageDraft) -> InviteKind? {
    draft.key.channel == .calendar ? draft.body["invite"]?.string.flatMap(InviteKind.init(rawValue:)) : nil
  }
}

extension InviteKind {
  fileprivate init(_ change: InvitationChange) {
    self =
      switch change {
      case .changed: .request
      case .cancelled: .cancel
      case .removed: .remove
      }
  }
}
