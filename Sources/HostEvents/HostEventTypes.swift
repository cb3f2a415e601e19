/// The events that hosts may tell.
public enum HostEventTypes {
  /// Every type, in the order in which they are explained.
  public static let all = people + courses + sessions + groups + orders + places + instalments + payments

  private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// Tables whose rows events may wait for: they are changed by events that do not bring all of them, or named by others.
  static let awaited = Set(all.filter { $0.part == .change }.map(\.table) + all.flatMap { $0.fields.flatMap(\.tables) })

  /// The type with this name.
  public static subscript(name: String) -> HostEventType? { byName[name] }
}

extension HostField {
  static func id(
    _ name: String, _ meaning: String, _ standard: Standard = .required, in place: Place = .own, of table: String? = nil
  ) -> HostField {
    HostField(name, .id, standard, meaning, in: place, of: table)
  }

  static let learner = HostField("user_id", .person, .required, "whom it is about")

  /// Whom it is about, where the row that it changes knows that already.
  static let sameLearner = HostField("user_id", .person, .required, "whose", in: .nowhere)

  static let currency = HostField("currency", .currency, .required, "three letters of ISO 4217")

  /// An amount in the currency that the event says in its member `currency`.
  static func money(_ name: String, _ meaning: String, _ standard: Standard = .required) -> HostField {
    HostField(name, .money(in: "currency"), standard, meaning)
  }

  static func name(_ name: String, _ meaning: String, _ standard: Standard = .unchanged) -> HostField {
    HostField(name, .text(500), standard, meaning)
  }

  static func time(_ name: String, _ meaning: String, _ standard: Standard = .unchanged) -> HostField {
    HostField(name, .time, standard, meaning)
  }

  /// The tables whose rows its value names.
  fileprivate var tables: [String] {
    if case .rows(let fields, _) = kind { return fields.flatMap(\.tables) }
    return table.map { [$0] } ?? []
  }

  static func link(_ name: String, _ meaning: String, in place: Place = .own) -> HostField {
    HostField(name, .link, .unchanged, meaning, in: place)
  }
}
