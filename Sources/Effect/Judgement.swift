/// What may be said about a comparison.
public enum Judgement: Sendable, Equatable {
  /// Each message brought learners back who would not have come.
  case helps
  /// Those who were left alone did better.
  case harms
  /// The sides have other sizes than chance gives them: something chose.
  case skewed
  /// So many outcomes more are needed to see the least lift that matters.
  case open(missing: Int)

  /// A lift of fewer points is not looked for.
  public static let leastLift = 0.05

  public init(_ comparison: Comparison) {
    self.init(comparison, isVoid: comparison.isSkewed, interval: comparison.onAnyDay)
  }

  /// By an interval that may be looked at on any day.
  init(_ comparison: Comparison, isVoid: Bool, interval: Interval) {
    if isVoid {
      self = .skewed
    } else if comparison.isShown, interval.excludesZero {
      self = interval.low > 0 ? .helps : .harms
    } else {
      let fewest = Double(Comparison.fewest)
      let ends = Int((fewest / min(comparison.share, 1 - comparison.share)).rounded(.up))
      let needed = max(ends, comparison.needed(forLift: Judgement.leastLift))
      self = .open(missing: max(0, needed - comparison.treated.count - comparison.held.count))
    }
  }

  /// As a person reads it of a variant beside another.
  public func words(of variant: String, beside other: String) -> String {
    switch self {
    case .helps: "Winner: \(variant)"
    case .harms: "Winner: \(other)"
    case .skewed, .open: words
    }
  }

  /// As a person reads it.
  public var words: String {
    let points = Int((Judgement.leastLift * 100).rounded())
    return switch self {
    case .helps: "It helps"
    case .harms: "It harms: learners who are left alone do better"
    case .skewed: "Void: the sides are not as large as chance makes them"
    case .open(0): "No difference of \(points) points was seen in as many outcomes as that takes"
    case .open(let missing): "Too early: \(missing) outcomes more show a difference of \(points) points"
    }
  }
}
