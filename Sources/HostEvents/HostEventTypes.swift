/// The events that hosts may tell.
public enum HostEventTypes {
  /// Every type, in the order in which they are explained.
  public static let all = people + courses + sessions + groups + payments

  private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// Tables whose rows are changed by events that do not bring all of them.
  static let changeable = Set(all.filter { $0.part == .change }.map(\.table))

  /// The type with this name.
  public static subscript(name: String) -> HostEventType? { byName[name] }
}

extension HostField {
  static func id(_ name: String, _ meaning: String, _ standard: Standard = .required) -> HostField {
    HostField(name, .id, standard, meaning)
  }

  static let learner = HostField("user_id", .person, .required, "whom it is about")

  static func name(_ name: String, _ meaning: String, _ standard: Standard = .unchanged) -> HostField {
    HostField(name, .text(500), standard, meaning)
  }

  static func time(_ name: String, _ meaning: String, _ standard: Standard = .unchanged) -> HostField {
    HostField(name, .time, standard, meaning)
  }

  static func link(_ name: String, _ meaning: String, in place: Place = .own) -> HostField {
    HostField(name, .link, .unchanged, meaning, in: place)
  }
}
