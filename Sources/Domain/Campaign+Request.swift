extension Campaign {
  /// The campaign for one of its messages that was asked for; nil where no step sends it.
  ///
  /// The first step that does is due at the request's own time, without conditions and counts of the plan. Steps keep their places.
  public func requested(_ message: String) -> Campaign? {
    guard let index = steps.firstIndex(where: { $0.templates.contains { $0.name == message } }) else { return nil }
    var campaign = self
    campaign.enter = EntryRule(.segment, delay: .seconds(0))
    campaign.maximumMessages = [:]
    campaign.goalWithin = nil
    campaign.steps[index] = steps[index].requested(message)
    return campaign
  }
}

extension Step {
  fileprivate func requested(_ message: String) -> Step {
    Step(
      id: id, timing: .onEnter, channels: channels, delivery: delivery, usefulUntil: .span(usefulSpan),
      templates: [StageTemplate(from: 1, name: message)])
  }

  /// How long a slot is useful where no moment of the subject is known: what is sent before one, not after it.
  private var usefulSpan: Instant.Span {
    let span: Instant.Span? = if case .span(let span) = usefulUntil { span } else { nil }
    guard case .before(_, let ahead) = timing else { return span ?? .hours(48) }
    return span.map { min($0, ahead) } ?? ahead
  }
}
