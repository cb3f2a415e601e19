import Rendering

/// How a text shows what Markdown means.
struct MessageTextStyle {
  /// Words, and the level of the heading that they are.
  let heading: (String, Int) -> String
  let emphasis: (String) -> String
  let strong: (String) -> String
  /// Words of an author in which nothing means more.
  let literal: (String) -> String
  /// Words, the tag that prints the address behind them, and its target as Mustache.
  let link: (String, String, String) -> String

  /// Words alone, with the addresses behind them in brackets.
  static var plain: MessageTextStyle {
    MessageTextStyle(
      heading: { text, _ in text }, emphasis: { $0 }, strong: { $0 }, literal: { $0 },
      link: { label, tag, _ in "\(label) (\(tag))" })
  }

  /// Discord's Markdown, which has three levels of headings and no links to mailboxes.
  static var discord: MessageTextStyle {
    MessageTextStyle(
      heading: { text, level in String(repeating: "#", count: min(level, 3)) + " " + text },
      emphasis: { "*\($0)*" }, strong: { "**\($0)**" },
      literal: { $0.hasPrefix("https://") ? $0 : DiscordText.literal($0) },
      link: { label, tag, target in target.hasPrefix("mailto:") ? "\(label) (\(tag))" : "[\(label)](\(tag))" })
  }
}
