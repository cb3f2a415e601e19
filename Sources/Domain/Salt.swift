/// What keeps the draws of one learner apart: a word for each campaign and purpose, for `rekindle.bucket(learner, salt)`.
///
/// Once a campaign is under way its salts never change, or learners change sides.
public struct Salt: Sendable, Hashable {
  public let text: String

  /// Who may enter the campaign.
  public static func rollout(_ campaign: String) -> Salt { Salt(text: "\(campaign):rollout") }

  /// Who is in the campaign's comparison group.
  public static func holdout(_ campaign: String) -> Salt { Salt(text: "\(campaign):holdout") }

  /// Which variant of an experiment a learner gets: of one step, or of the campaign as a whole.
  public static func variant(_ campaign: String, of experiment: Experiment) -> Salt {
    Salt(text: "\(campaign):\(experiment.step ?? "*"):\(experiment.name)")
  }
}
