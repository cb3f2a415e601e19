public import Domain
import Glibc
import Processes

/// An instant on the calendar and the clock of a time zone, by the system's zone files.
public struct LocalMinute: Sendable, Equatable {
  public var minute: Int
  public var hour: Int
  public var day: Int
  public var month: Int
  /// 0 for Sunday.
  public var weekday: Int
  /// By how many minutes the clock is ahead of UTC.
  public var offset: Int

  /// The clock in a zone that `isKnown` knows: any other name would read as UTC.
  public init(_ instant: Instant, zone: String) {
    let local = LocalMinute.current.withLock { current -> tm in
      if current != zone {
        setenv("TZ", ":\(zone)", 1)
        tzset()
        current = zone
      }
      var seconds = instant.seconds
      var local = tm()
      localtime_r(&seconds, &local)
      return local
    }
    minute = Int(local.tm_min)
    hour = Int(local.tm_hour)
    day = Int(local.tm_mday)
    month = Int(local.tm_mon) + 1
    weekday = Int(local.tm_wday)
    offset = local.tm_gmtoff / 60
  }

  /// Whether the system has the zone: glibc takes every other name for UTC without a word.
  public static func isKnown(_ zone: String) -> Bool {
    zone == "UTC" || !zone.hasPrefix("/") && !zone.contains("..") && access("\(folder)/\(zone)", R_OK) == 0
  }

  /// Where the system keeps its zones.
  static let folder = "/usr/share/zoneinfo"

  /// glibc has one zone for the whole process, the one in the variable TZ.
  ///
  /// `Timers` sets it for the first time before its thread starts; from then on glibc replaces the value in its place and
  /// keeps the old one, so that other threads may read the environment meanwhile.
  private static let current = Monitor("")
}
