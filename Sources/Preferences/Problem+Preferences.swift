public import Access

/// What stands in the way, in words for the one who followed the link.
extension Problem {
  public static let noSuchPage = Problem(
    404, "no_such_page", title: "No such page", "Please use the link in our message as it is.")

  /// `allow` is the header that says which methods the path takes.
  public static func wrongMethod(allow: String) -> Problem {
    Problem(
      405, "wrong_method", title: "This cannot be done here", "Please open the link in our message with a browser.",
      headers: ["allow": allow])
  }

  public static let invalidLink = Problem(
    400, "invalid_link", title: "This link does not work",
    "It is incomplete or too old, and nothing has changed. Please copy the whole link, or use the one in our newest "
      + "message.")

  static let invalidChoice = Problem(
    400, "invalid_choice", title: "That choice is not known",
    "Nothing has changed. Please go back, choose again and confirm.")

  static let messageGone = Problem(
    410, "message_gone", title: "We no longer have this message",
    "Its records were deleted, so we cannot tell what to stop, and nothing has changed. If messages still reach you, "
      + "please use the link in the newest one.")

  static let dataGone = Problem(
    410, "data_gone", title: "There is nothing here",
    "We no longer have the message with this link, or it held none. Nothing has changed.")

  static let dataLinkUsed = Problem(
    410, "data_link_used", title: "This link was used",
    "It works once. Please have another sent, on the page behind any of our messages.")

  static let dataLinkLate = Problem(
    410, "data_link_late", title: "This link has expired",
    "It worked for an hour. Please have another sent, on the page behind any of our messages.")

  static let messageUnderWay = Problem(
    503, "message_under_way", title: "Please try again in a minute",
    "A message to you is on its way. Nothing is deleted while it is, and nothing has changed.",
    headers: ["retry-after": "60"])

  public static let unavailable = Problem(
    503, "unavailable", title: "Please try again in a minute",
    "We could not reach our records just now, so your choice may not be saved yet.", headers: ["retry-after": "60"])
}
