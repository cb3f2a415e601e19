extension Campaign {
  /// The campaign as one learner gets it.
  ///
  /// - Parameter variants: The variant's name by the experiment's, as it was written with the enrolment; what the campaign does
  ///   not know changes nothing.
  public func assigned(_ variants: [String: String]) -> Campaign {
    if variants.isEmpty { return self }
    var campaign = self
    for experiment in experiments {
      guard let variant = experiment.variants.first(where: { $0.name == variants[experiment.name] }) else { continue }
      for index in steps.indices where experiment.step ?? steps[index].id == steps[index].id {
        campaign.steps[index].take(variant)
      }
    }
    return campaign
  }

  /// Every channel on which some learner's messages go.
  public var everyChannel: Set<Channel> {
    Set(steps.flatMap(\.channels)).union(experiments.flatMap { $0.variants.flatMap { $0.channels.values.joined() } })
  }

  /// Every window that some learner's messages may have to wait for.
  public var everyWindow: Set<SendWindow> {
    Set(sendWindows.values).union(experiments.flatMap { $0.variants.flatMap(\.sendWindows.values) })
  }
}

extension Step {
  /// A step of two experiments has the variants of both, the campaign's first.
  fileprivate mutating func take(_ variant: Variant) {
    templates = variant.templates[id] ?? templates
    channels = variant.channels[id] ?? channels
    sendWindows.merge(variant.sendWindows) { $1 }
    self.variant = self.variant.isEmpty ? variant.name : "\(self.variant)/\(variant.name)"
  }
}
