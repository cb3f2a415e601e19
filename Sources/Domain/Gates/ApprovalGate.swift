/// A text that its provider has not approved waits until it is, while the other channels of its step go on; one that may only
/// answer is passed over where nobody has asked.
struct ApprovalGate: Gate {
  func judge(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) -> Finding? {
    switch input.approvals[channel]?[candidate.stage.template] {
    case nil, .approved: nil
    case .unapproved: .waits(.templateNotApproved, until: now + Gates.decision)
    case .conversation: input.recipient.conversations.contains(channel) ? nil : .closed(.noConversation)
    }
  }
}
