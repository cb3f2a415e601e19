import Pages

extension Answer.Problem {
  /// What happened and what the reader can do.
  func page(_ site: Site) -> Page {
    let (title, words) = text
    return Page(title: title, brand: site.brand, main: "<h1>\(title)</h1>\n<p>\(words)</p>")
  }

  private var text: (title: String, words: String) {
    switch self {
    case .noSuchPage: ("No such page", "Please use the link in our message as it is.")
    case .wrongMethod: ("This cannot be done here", "Please open the link in our message with a browser.")
    case .invalidLink:
      (
        "This link does not work",
        "It is incomplete or too old, and nothing has changed. Please copy the whole link, or use the one in our newest "
          + "message."
      )
    case .invalidChoice:
      ("That choice is not known", "Nothing has changed. Please go back, choose again and confirm.")
    case .messageGone:
      (
        "We no longer have this message",
        "Its records were deleted, so we cannot tell what to stop, and nothing has changed. If messages still reach you, "
          + "please use the link in the newest one."
      )
    case .unavailable:
      ("Please try again in a minute", "We could not reach our records just now, so your choice may not be saved yet.")
    }
  }
}
