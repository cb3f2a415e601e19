/// What a handler needs and offers: `functions/<name>/function.json`, the one source of truth for every platform.
///
/// The published schema is `docs/schemas/function.schema.json`.
public struct Manifest: Sendable, Equatable {
  /// The handler's name: its folder and its executable.
  public var name: String
  /// One line for people.
  public var title: String
  /// What the handler does, in a sentence or two.
  public var description: String
  public var consumes: Consumption
  /// Types of the events that the handler emits.
  public var emits: [String]
  /// The PostgreSQL role that the handler connects as; nil where it needs no database.
  public var databaseRole: String?
  public var environment: EnvironmentNames
  public var limits: Limits
  public var concurrency: Concurrency

  /// What makes the handler run.
  public struct Consumption: Sendable, Equatable {
    /// CloudEvent types; a last part `*` stands for any rest.
    public var events: [EventPattern]
    public var routes: [Route]
    public var schedule: [Schedule]
  }

  /// A timer that fires an event.
  public struct Schedule: Sendable, Equatable {
    public var cron: CronExpression
    /// IANA name of the zone in which `cron` is read.
    public var timeZone: String
    /// Type of the event that the timer fires; one of `consumes.events`.
    public var event: String
  }

  /// The environment variables that the handler reads; it gets no others but `contractEnvironment`.
  public struct EnvironmentNames: Sendable, Equatable {
    public var required: [String]
    public var optional: [String]
    /// Those of both lists whose values belong in a secret store.
    public var secrets: [String]
    /// What a platform sets by itself where it sets it, such as the keys of AWS: it is handed on, and no platform's file
    /// sets it.
    public var inherited: [String]

    /// Every name that an operator gives a value.
    public var all: [String] { required + optional }
  }

  /// What one invocation may use before the host ends it.
  public struct Limits: Sendable, Equatable {
    public var timeoutSeconds: Int
    public var memoryMiB: Int
    public var inputBytes: Int
    public var outputBytes: Int

    /// What one process may map for itself: `memoryMiB` and the 32 MiB that a Swift runtime maps before it does anything.
    public var processMemoryMiB: Int { memoryMiB + 32 }
  }

  /// How many processes of the handler run side by side.
  public struct Concurrency: Sendable, Equatable {
    public var max: Int
    /// How many of them stay warm between events; 0 starts a process per event.
    public var warm: Int
    /// How many events that wait a warm process is given at once, each on its line.
    public var together: Int
  }
}

extension Manifest {
  /// Environment variables of the contract itself, which every handler may read (docs/architecture.md).
  public static let contractEnvironment = [
    "REKINDLE_ATTEMPT", "REKINDLE_DEADLINE_MS", "REKINDLE_TIMEOUT_MS", "REKINDLE_CLOCK", "REKINDLE_LOG_LEVEL",
  ]
}
