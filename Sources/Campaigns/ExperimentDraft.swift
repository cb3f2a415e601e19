import Domain

/// An experiment as `campaign.yaml` says it, with what the checks need to point at its source.
struct ExperimentDraft {
  /// A subject that a variant gives the emails of a message, by language.
  struct Subject {
    let step: String
    let message: String
    let variant: String
    let texts: [String: String]
    let line: Int
  }

  let experiment: Experiment
  let subjects: [Subject]
  /// Where `variants` starts.
  let line: Int
  /// Each variant's line, in their order.
  let variantLines: [Int]
}
