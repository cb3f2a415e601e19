import Foundation
import JSON
import Synchronization
import TestKit

/// Runs handlers to their end, or kills them at a random moment of the time that one takes.
final class RandomKills: Sendable {
  private struct State {
    var kills: [String: Int] = [:]
    /// How long the last process of a handler that was let live took.
    var lifetimes: [String: Double] = [:]
  }

  private let school: School
  /// The share of processes that are killed.
  private let share: Double
  /// Exit codes with which a handler says that it is to be run again: what it may do where somebody ends its sessions.
  private let passing: Set<Int32>
  private let state = Mutex(State())

  init(_ school: School, share: Double, passing: Set<Int32> = []) {
    self.school = school
    self.share = share
    self.passing = passing
  }

  /// Processes killed so far.
  var count: Int { state.withLock { $0.kills.values.reduce(0, +) } }

  /// Processes of one handler killed so far.
  func count(of handler: String) -> Int { state.withLock { $0.kills[handler] ?? 0 } }

  /// The reply, or nil where the process was killed or is to be run again; throws where it failed by itself.
  ///
  /// `signs` counts something that the handler causes; half of the killed ones are killed soon after it has grown, which is where
  /// most can go wrong.
  func run(
    _ handler: String, role: String, _ event: JSON, signs: (@Sendable () -> Int)? = nil
  ) throws -> JSON? {
    let lifetime = state.withLock { $0.lifetimes[handler] }
    let process = try school.start(handler, role: role)
    let began = Date()
    if let lifetime, Double.random(in: 0..<1) < share {
      let delay = Double.random(in: 0..<lifetime)
      let signs = Bool.random() ? signs : nil
      let before = signs?() ?? 0
      Thread.detachNewThread {
        while let signs, signs() == before, Date().timeIntervalSince(began) < 5 { Thread.sleep(forTimeInterval: 0.005) }
        Thread.sleep(forTimeInterval: signs == nil ? delay : .random(in: 0..<0.2))
        process.signal(SIGKILL)
      }
    }
    let result = process.finish(stdin: event.bytes, timeout: 60)
    state.withLock { state in
      if result.exitCode == 128 + SIGKILL {
        state.kills[handler, default: 0] += 1
      } else {
        state.lifetimes[handler] = Date().timeIntervalSince(began)
      }
    }
    if result.exitCode == 128 + SIGKILL || passing.contains(result.exitCode) { return nil }
    guard result.exitCode == 0 else { throw Spawn.Failure(description: result.output + result.log) }
    return try JSON.parse(result.stdout)
  }
}
