import Store

extension PageWords {
  static let english = PageWords(
    tag: "en", us: "us",
    optOut: OptOutWords(
      title: "Unsubscribe",
      intro: "Nothing has changed yet. Choose what should stop, on every channel, and confirm.", choices: "Stop",
      requested: "Messages that you ask for, such as receipts, still come.",
      standing: "You already get no more {what}. You can stop more below.", why: "Why? You need not say.",
      noAnswer: "No answer",
      reasons: [
        .tooMany: "There are too many messages", .notUseful: "They are not useful to me",
        .finished: "I have finished, or I am no longer taking part", .neverAsked: "I never asked for them",
        .other: "Another reason",
      ],
      confirm: "Unsubscribe", byChannel: "Choose by channel instead", doneTitle: "You are unsubscribed",
      done: "You will get no more {what}.", already: "You had asked for this before, so nothing has changed.",
      left: "A message that had already left may still arrive.", mistake: "I clicked by mistake",
      backTitle: "Opt-out taken back", back: "Taken back", unchanged: "Nothing has changed",
      again: "You may hear from {sender} again with {what}.",
      remaining: "You took back your no to {what}. Messages like this one still do not come:",
      nothing: "There was nothing to take back: you had not opted out of {what} yourself.",
      seeAll: "See all your preferences",
      namedSubject: ("reminders about “{name}”", "reminders about “{name}”"),
      unnamedSubject: ("reminders about this {kind}", "reminders about this {kind}"),
      topic: ("all {topic} reminders", "{topic} reminders"),
      everything: ("all reminders and news", "reminders and news"),
      offEverywhere: "You turned off {what}.", offByChannel: "You turned off {what} by {channel}.",
      complaint: "A message was reported as spam.", bounce: "Messages to your address came back.",
      admin: "They were turned off by our staff."),
    preferences: PreferenceWords(
      title: "Message preferences", savedTitle: "Preferences saved", saved: "Your choices are saved.",
      intro:
        "Ticked is what {sender} may write to you about. Messages that you ask for, such as receipts, always come.",
      about: "What about", how: "How", save: "Save", topic: "{topic} reminders",
      everything: "Reminders and news of any kind", topicNote: "Whatever they are about.",
      everythingNote: "Without this tick, nothing else on this page counts.",
      discordNote: "Off, because Discord does not let us write to you.",
      complaintNote: "Off, because a message was reported as spam.",
      bounceNote: "Off, because messages to your address came back.",
      lockedNote: "Off for a reason that cannot be changed here.",
      agreement: "Yes, {sender} may write to me on {channel}, at the number of my account. "
        + "I can take this back here at any time, or by replying STOP.",
      channels: [:]),
    wishes: WishWords(
      whyTitle: "Why this message came",
      causes: [
        .silence: "We wrote to you on {day} because you had not been active for {days} days{about}.",
        .before: "We wrote to you on {day} because a date was near{about}.",
        .after: "We wrote to you on {day} because something had happened{about}.",
        .entered: "We wrote to you on {day} because you take part{about}.",
        .asked: "We wrote to you on {day} because somebody of {sender} asked for it.",
        .answer: "We wrote to you on {day} because you had written to us.",
        .own: "We wrote to you on {day} because somebody asked for it on the page behind one of our messages.",
      ],
      about: " (“{name}”)", next: "The next message can come on {day} at the earliest.",
      nothingNext: "No further message is planned for you.", title: "When", pause: "Leave me alone until",
      pauseNote: "Leave it empty for no pause.", paused: "Paused until {day}.", weekly: "At most one message a week",
      weeklyNote: "Over everything that we write to you about.", from: "Not before", to: "Not after",
      hoursNote: "By your own clock. What may not be sent in these hours does not come.", any: "Any time",
      hour: "I usually learn at", hourNote: "Some messages wait for this hour.", byVisits: "Find out from my visits",
      byVisitsKnown: "Find out from my visits (now {hour})", undo: "Undo"),
    data: .english,
    problems: [:])
}
