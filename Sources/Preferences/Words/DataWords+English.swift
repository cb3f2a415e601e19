import Store

extension DataWords {
  static let english = DataWords(
    title: "What we hold about you",
    kinds:
      "Which messages we wrote to you and what became of them, what you answered and agreed to, your "
      + "choices on this page, and the hour at which you usually learn. Your name, your addresses, your "
      + "courses and payments are kept where you learn.",
    offer:
      "To see how much it is, to download all of it or to have it deleted, have a link sent to your email "
      + "address. This page does neither, because the message that led here may have been forwarded.",
    ask: "Send me the link",
    byPeople: "For a copy of everything, or to have it deleted, please write to {sender}.",
    sentTitle: "Your data",
    outcomes: [
      .sent:
        "We are sending a link to your email address. It works for one hour and once. It can take a minute "
        + "or two.",
      .waiting:
        "We have sent a link to your email address already. Please look for it, also among spam. You can "
        + "ask again in an hour.",
      .enough: "We have sent three links to your email address within a day. You can ask for another tomorrow.",
    ],
    back: "Back to your preferences", ours: "We keep:", theirs: "Kept where you learn; we only read it:",
    rows: [
      "person": "Your name, language and time zone", "addresses": "Your addresses and numbers", "orders": "Orders",
      "places": "Places in courses and classes", "instalments": "Instalments", "payments": "Payments",
      "refunds": "Refunds", "episodes": "Occasions on which we wrote, or meant to", "messages": "Messages to you",
      "reports": "What became of messages", "links": "Links in messages", "suppressions": "What you said no to",
      "replies": "Your replies", "attempts": "Attempts to send a message", "conversations": "Conversations",
      "segments": "Groups of learners that you are in", "rooms": "Chat rooms with you",
      "notices": "Notices in the app",
      "invitations": "Invitations in your calendar", "approvals": "Requests of yours that were approved",
      "meeting_answers": "Your answers to invitations", "wishes": "When you want to hear from us",
      "learning_hours": "The hours at which you learn", "consents": "What you agreed to, or took back",
      "events": "What your courses told us about you", "requests": "Messages that somebody asked for",
      "kept_events": "News about you that waits", "tags": "Tags that our staff gave you",
      "provider_references": "What payment services call you", "host_rows": "Rows that your courses told us",
    ],
    copyNote:
      "The copy is a JSON file, which any text editor opens. The link is used up by it: to delete "
      + "everything afterwards, ask for another.",
    copy: "Download a copy", eraseTitle: "Delete everything",
    lost:
      "Lost for good: which messages we wrote to you, what became of them and what you answered, your "
      + "choices and wishes, what you agreed to, and every reminder that you still wait for.",
    stays:
      "What stays: your no. With your number as a learner we keep fingerprints of your addresses, which "
      + "nobody can read, so that no reminder is ever sent to you again, and a line that says that your data "
      + "were deleted. What is kept where you learn stays there: {sender} can tell you more.",
    erase: "Delete everything …", sureTitle: "Delete everything?", sure: "Yes, delete it for good", keep: "No, keep it",
    erasedTitle: "Deleted",
    erased:
      "Everything that we kept about you is deleted. We send you no more reminders, and the links in our "
      + "messages no longer work.")
}
