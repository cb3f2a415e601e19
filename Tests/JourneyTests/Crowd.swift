import Foundation
import Synchronization

/// Work on threads of their own, all at once however few processors there are.
enum Crowd {
  /// Runs `work` for 0 ..< `size`, waits for all of them and returns what went wrong.
  static func run(_ size: Int, _ work: @escaping @Sendable (Int) throws -> Void) -> [String] {
    let failures = Failures()
    let group = DispatchGroup()
    for place in 0..<size {
      group.enter()
      Thread.detachNewThread {
        do {
          try work(place)
        } catch {
          failures.texts.withLock { $0.append("\(error)") }
        }
        group.leave()
      }
    }
    group.wait()
    return failures.texts.withLock { $0 }
  }

  private final class Failures: Sendable {
    let texts = Mutex<[String]>([])
  }
}
