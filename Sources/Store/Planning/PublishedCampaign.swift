import Domain

/// A version whose rules were read.
struct PublishedCampaign {
  let campaign: Campaign
  let isPaused: Bool
}
