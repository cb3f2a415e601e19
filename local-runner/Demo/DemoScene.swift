import Domain

/// Something that happens to people of the demo within a week, and what is seen of it.
protocol DemoScene {
  /// The campaigns without which there is nothing to see, by their slugs.
  static var campaigns: [String] { get }
  static var title: String { get }
  /// What happens, in a sentence.
  static var text: String { get }
  /// What was seen, in its order, as the database and the mailbox have it.
  var lines: [String] { get }

  init()

  /// Plays a day of the week from nine in the morning on; throws what is not as promised.
  mutating func play(day: Int, _ host: DemoHost) throws(RunnerError)
}
