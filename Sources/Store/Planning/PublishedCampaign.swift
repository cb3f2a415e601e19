import Domain

/// A version whose rules were read.
struct PublishedCampaign {
  let campaign: Campaign
  let phase: CampaignPhase
}
