import Synchronization
import TestKit

/// What processes that ran side by side have left, in their order.
final class ResultBox: Sendable {
  private let results: Mutex<[Spawn.Result?]>

  init(count: Int) { results = Mutex(Array(repeating: nil, count: count)) }

  func set(_ index: Int, _ result: Spawn.Result) { results.withLock { $0[index] = result } }

  var all: [Spawn.Result] { results.withLock { $0.compactMap(\.self) } }
}
