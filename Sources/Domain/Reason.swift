/// Why a message was not sent, has to wait, or why an episode is over: stable codes, one sentence each for people.
public enum Reason: String, CaseIterable, Sendable {
  // Waiting: judged again later, skipped when it lasts longer than the slot is useful.
  case quietHours = "quiet_hours"
  case dayCap = "day_cap"
  case weekCap = "week_cap"
  case channelGap = "channel_gap"
  case worklistGap = "worklist_gap"
  case budget
  case snoozed
  case wishedHours = "wished_hours"
  case wishedWeek = "wished_week"
  case learningHour = "learning_hour"
  case cadence
  case unsettled
  case onePerTick = "one_per_tick"
  case requires
  case returned
  case campaignPaused = "campaign_paused"
  case campaignWaiting = "campaign_waiting"
  case enrolmentPaused = "enrolment_paused"
  case parked
  case templateNotApproved = "template_not_approved"

  // Decided against.
  case late
  case holdout
  case noAddress = "no_address"
  case optedOut = "opted_out"
  case complained
  case bounced
  case closedByAdmin = "closed_by_admin"
  case sharedAddress = "shared_address"
  case noConversation = "no_conversation"
  case condition
  case anchorGone = "anchor_gone"
  case moved
  case expired
  case missingVariable = "missing_variable"
  case tooLong = "too_long"
  case brokenTemplate = "broken_template"
  case queryFailed = "query_failed"
  case invalidAddress = "invalid_address"
  case notListed = "not_listed"
  case refusedLink = "refused_link"
  case refusedHeader = "refused_header"
  case refusedRow = "refused_row"
  case leftOut = "left_out"
  case ended

  // Sent, perhaps.
  case leaseEnded = "lease_ended"
  case noEvidence = "no_evidence"

  // Over.
  case goalReached = "goal_reached"
  case subjectOver = "subject_over"
  case campaignOver = "campaign_over"
  case usedUp = "used_up"
  case takenOver = "taken_over"
  case cancelled
  case settled

  /// One sentence for a person who asks why, without personal data.
  public var explanation: String {
    switch self {
    case .quietHours: "It is outside the hours in which this channel may be used where the learner lives."
    case .dayCap: "The learner already got as many messages in a day as the caps allow."
    case .weekCap: "The learner already got as many messages in a week as the caps allow."
    case .channelGap: "The last message on this channel is less than 24 hours old."
    case .worklistGap: "A person was asked to see to the learner less than seven days ago."
    case .budget: "A budget of the week is used up; the message waits for the next week."
    case .snoozed: "The learner asked to be left alone until a day that has not come."
    case .wishedHours: "It is outside the hours that the learner chose."
    case .wishedWeek: "The learner asked for at most one message a week, and got one."
    case .learningHour: "The step waits for the hour in which the learner usually learns."
    case .cadence: "The last message of this step's rhythm on this channel is too recent."
    case .unsettled: "The outcome of the message before is not known yet."
    case .onePerTick: "Another message to the same learner goes first; this one follows a minute later."
    case .requires: "Messages that must come first on another channel were not sent yet."
    case .returned: "The learner came back, so the plan waits until they are quiet again."
    case .campaignPaused: "The campaign is paused."
    case .campaignWaiting: "The campaign has not begun."
    case .enrolmentPaused: "Somebody paused this learner's reminders."
    case .parked: "Something about this learner or campaign could not be read; it is tried again every six hours."
    case .templateNotApproved: "The provider has not approved the text that this message is, or has paused it."
    case .late: "Its time had passed when it was looked at, so sending it would no longer have helped."
    case .holdout: "The learner is in the comparison group, which is tracked and never written to."
    case .noAddress: "There is no address for any channel of this step, or no provider for it."
    case .optedOut: "The learner opted out of such messages."
    case .complained: "The learner reported an earlier message as spam."
    case .bounced: "Earlier messages to this address came back: it does not exist, or takes no messages from us."
    case .closedByAdmin: "An administrator closed this channel for the learner."
    case .sharedAddress: "Somebody else with the same address gets this message."
    case .noConversation: "The text may only answer, and the learner has not written in the last 24 hours."
    case .condition: "A condition of this step does not hold for the learner, or nobody knows whether it does."
    case .anchorGone: "The moment that this step is measured from does not exist any more."
    case .moved: "The date that it was about has moved since it was reserved; the new date is planned anew."
    case .leftOut: "It could not leave in the letter that it was to stand in, and the caps count that letter for it."
    case .expired: "It could not be sent before it stopped being useful."
    case .missingVariable: "A value that the text needs was missing, and a message with a gap is never sent."
    case .tooLong: "The text with this learner's values is longer than its channel allows."
    case .queryFailed: "A query of the campaign fails for this learner, so there is nothing to write from."
    case .refusedHeader: "A line of the message's head holds what would forge another, or no mail program would accept."
    case .refusedRow: "The database refuses a value of this message, so it was set aside; an anomaly says what."
    case .brokenTemplate: "The published text cannot be made into a message: our mistake, which needs a new version."
    case .invalidAddress: "The address cannot be written to."
    case .notListed: "This installation writes to listed addresses only, and this one is not among them."
    case .refusedLink: "A link in the text is no web address, or leads to a host that is not allowed."
    case .ended: "The episode ended before the message left."
    case .leaseEnded: "The sender died while it was sending, so nobody knows whether the provider took it."
    case .noEvidence: "Nothing was heard about it within the grace period, so it counts as sent."
    case .goalReached: "The learner reached the campaign's goal."
    case .subjectOver: "What the campaign was about is over or gone."
    case .campaignOver: "The campaign is over."
    case .usedUp: "Every message that the campaign allows was used."
    case .cancelled: "Somebody cancelled it, or asked for another in its place."
    case .settled: "A person has spoken with the learner, who will not return this time."
    case .takenOver: "A campaign of higher priority took the learner over."
    }
  }
}

extension SuppressionCause {
  /// The reason recorded when this cause stops a message.
  public var reason: Reason {
    switch self {
    case .optOut: .optedOut
    case .complaint: .complained
    case .bounce: .bounced
    case .admin: .closedByAdmin
    }
  }
}
