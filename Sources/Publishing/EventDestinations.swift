public import FunctionContract

/// The setting `REKINDLE_EVENTS_TO`: one destination for every event, or several `type=destination` with blanks between.
public struct EventDestinations: Sendable, Equatable {
  /// The variable that holds the setting.
  public static let variable = "REKINDLE_EVENTS_TO"

  private var everyType: EventDestination?
  private var byType: [String: EventDestination] = [:]

  /// Reads the setting from `environment`, or the sink that Knative names in `K_SINK`; none where neither is set.
  ///
  /// A text that is no destination is refused with exit code 78.
  public init(environment: [String: String]) throws(HandlerFailure) {
    let setting = environment[Self.variable] ?? ""
    if !setting.isEmpty {
      try self.init(setting)
      return
    }
    self.init()
    guard let sink = environment["K_SINK"], !sink.isEmpty else { return }
    guard let destination = EventDestination(sink[...]) else { throw Self.invalid("K_SINK", "is no http or https URL") }
    everyType = destination
  }

  /// Every event to the caller.
  public static let reply: EventDestinations = {
    var destinations = EventDestinations()
    destinations.everyType = .reply
    return destinations
  }()

  private init() {}

  /// Reads the setting's text.
  public init(_ text: String) throws(HandlerFailure) {
    for entry in text.split(separator: " ") {
      let (type, name) = Self.parts(entry)
      guard let destination = EventDestination(name) else { throw Self.invalid(Self.variable, Self.wanted(name)) }
      if let type {
        if byType.updateValue(destination, forKey: type) != nil {
          throw Self.invalid(Self.variable, "names two destinations for \(type)")
        }
      } else if everyType == nil {
        everyType = destination
      } else {
        throw Self.invalid(Self.variable, "names two destinations for every type: write type=destination")
      }
    }
  }

  /// The destination of events of `type`, its own before that of every type; nil where it has none.
  public func destination(of type: String) -> EventDestination? { byType[type] ?? everyType }

  /// Whether events of the type are for the learning platform: where it hears none, they are left out.
  static func isOutward(_ type: String) -> Bool { type.hasPrefix("host.") }

  /// Every destination that is named.
  public var all: Set<EventDestination> { Set(byType.values).union(everyType.map { [$0] } ?? []) }

  /// Fails with exit code 78 where a type that `manifest` emits, and that is not for the platform, goes nowhere, or to a caller who takes nothing.
  public func check(_ manifest: Manifest, callerTakesEvents: Bool) throws(HandlerFailure) {
    for type in manifest.emits {
      switch destination(of: type) {
      case nil where Self.isOutward(type): continue
      case nil:
        throw HandlerFailure(
          .configuration, "Configuration.Missing",
          "\(manifest.name) emits \(type), which goes nowhere: set \(Self.variable) to an http or https URL, "
            + "sqs:<queue url>, eventbridge:<bus> or exec:<program>")
      case .reply where !callerTakesEvents:
        throw Self.invalid(Self.variable, "is reply for \(type), but no caller takes events here")
      default: continue
      }
    }
  }

  /// The type and the destination of an entry: a URL may hold `=` too, but no type holds a colon.
  private static func parts(_ entry: Substring) -> (type: String?, destination: Substring) {
    guard let equals = entry.firstIndex(of: "="), let pattern = EventPattern(String(entry[..<equals])),
      !pattern.description.hasSuffix("*")
    else { return (nil, entry) }
    return (pattern.description, entry[entry.index(after: equals)...])
  }

  /// What stands before an `@` or after a `?` may be secret.
  private static func wanted(_ text: Substring) -> String {
    let shown = text.contains { $0 == "@" || $0 == "?" } ? "a user or a query" : "\(text.prefix(80))"
    return "holds \(shown): write reply, an http or https URL, sqs:<queue url>, eventbridge:<bus name or ARN> or "
      + "exec:<absolute path>, alone or as type=destination"
  }

  private static func invalid(_ variable: String, _ reason: String) -> HandlerFailure {
    HandlerFailure(.configuration, "Configuration.Invalid", "\(variable) \(reason)")
  }
}
