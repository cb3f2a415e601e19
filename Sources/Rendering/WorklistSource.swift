public import Domain
public import JSON

/// A task for a person, about one learner, as `publish` stores it.
public struct WorklistSource: MessageContent {
  public static let channel = Channel.worklist

  /// Mustache on one line: what is to be done.
  public var title: String
  /// Mustache of plain text: why, and what to say.
  public var text: String
  /// How often the learner is tried at all.
  public var tries: Int
  /// How long to wait after a try that reached nobody.
  public var again: Instant.Span
  /// For how long messages wait for who says that they will return.
  public var pause: Instant.Span
  /// For how long somebody may take it.
  public var openFor: Instant.Span

  public init(
    title: String, text: String, tries: Int = 2, again: Instant.Span = .days(3), pause: Instant.Span = .days(14),
    openFor: Instant.Span = .days(14)
  ) {
    self.title = title
    self.text = text
    self.tries = tries
    self.again = again
    self.pause = pause
    self.openFor = openFor
  }

  /// Reads what `json` wrote; nil for anything else.
  public init?(json: JSON) {
    guard let title = json["title"]?.string, let text = json["text"]?.string, let tries = json["tries"]?.integer,
      let again = json["again"]?.integer, let pause = json["pause"]?.integer, let openFor = json["open_for"]?.integer
    else { return nil }
    self.init(
      title: title, text: text, tries: tries, again: .seconds(again), pause: .seconds(pause),
      openFor: .seconds(openFor))
  }

  public var json: JSON {
    [
      "title": .string(title), "text": .string(text), "tries": .integer(tries), "again": .integer(again.seconds),
      "pause": .integer(pause.seconds), "open_for": .integer(openFor.seconds),
    ]
  }
}
