import Domain
import YAML

extension CampaignFileDecoder {
  /// `invitations: { changed: moved, cancelled: off, removed: left }`, each of the three.
  func corrections(_ campaign: YAMLFields) -> [InvitationCorrection] {
    guard let fields = campaign.fields(campaign.optional("invitations"), as: "invitations") else { return [] }
    let corrections = InvitationChange.allCases.compactMap { change in
      fields.value(fields.required(change.rawValue), "the name of a message", ScalarForms.slug)
        .map { InvitationCorrection(change, template: $0) }
    }
    fields.refuseOthers()
    return corrections
  }
}
