/// The message used from the n-th message of a step's first channel on: 1; 2–3; 4–5; 6 and more.
public struct StageTemplate: Sendable, Equatable {
  /// The first message number of the stage, counted from 1.
  public var from: Int
  /// The message's name: `messages/<name>.<channel>.md`.
  public var name: String

  public init(from: Int, name: String) {
    self.from = from
    self.name = name
  }
}
