import Domain
import FunctionContract
import JSON
import Processes

/// Queued events in lanes: one lane for each function and partition or merge key, at most one event of a lane running; those of a
/// merge key that wait are made one.
struct EventLanes {
  struct Job: Sendable {
    var number: Int
    var cause: Int?
    var event: CloudEvent
    var function: String
    var attempt: Int
    fileprivate var key: Key
  }

  fileprivate struct Key: Hashable {
    var function: String
    /// The partition key, or the job's number where it has none.
    var partition: String
  }

  private struct Lane {
    var jobs: [Job]
    var isRunning = false
    var notBefore: Monotonic?

    /// Takes an event into the last one that waits and has not failed; false where that is not possible.
    mutating func merge(_ event: CloudEvent) -> Bool {
      guard let last = jobs.indices.last, last > 0 || !isRunning, jobs[last].attempt == 1,
        let merged = jobs[last].event.merged(with: event)
      else { return false }
      jobs[last].event = merged
      return true
    }
  }

  private let limits: [String: Int]
  private var lanes: [Key: Lane] = [:]
  /// Lanes that wait for a worker, in order of arrival.
  private var waiting: [Key] = []
  private var running: [String: Int] = [:]
  private var lastNumber = 0
  var workers: Int
  var isStopping = false

  init(limits: [String: Int], workers: Int) {
    self.limits = limits
    self.workers = workers
  }

  var isIdle: Bool { lanes.isEmpty }

  /// When the earliest lane that waits for its retry may go on.
  var nextRetry: Monotonic? { waiting.compactMap { lanes[$0]?.notBefore }.min() }

  mutating func add(_ event: CloudEvent, function: String, cause: Int?) {
    let mergeKey = event.extensions["mergekey"]?.string.map { "m\(event.type) \($0)" }
    if let mergeKey, lanes[Key(function: function, partition: mergeKey)]?.merge(event) == true { return }
    lastNumber += 1
    let partition = event.extensions["partitionkey"]?.string.map { "k" + $0 } ?? mergeKey ?? "n\(lastNumber)"
    let key = Key(function: function, partition: partition)
    let job = Job(number: lastNumber, cause: cause, event: event, function: function, attempt: 1, key: key)
    if lanes[key] == nil {
      lanes[key] = Lane(jobs: [job])
      waiting.append(key)
    } else {
      lanes[key]?.jobs.append(job)
    }
  }

  /// The first job whose lane is free, due, and whose function has room.
  mutating func take(at now: Monotonic) -> Job? {
    let index = waiting.firstIndex { key in
      guard let lane = lanes[key], running[key.function, default: 0] < limits[key.function] ?? 1 else { return false }
      return lane.notBefore.map { $0 <= now } ?? true
    }
    guard let index else { return nil }
    let key = waiting.remove(at: index)
    running[key.function, default: 0] += 1
    lanes[key]?.isRunning = true
    lanes[key]?.notBefore = nil
    return lanes[key]?.jobs.first
  }

  mutating func finish(_ job: Job) {
    running[job.function, default: 0] -= 1
    lanes[job.key]?.jobs.removeFirst()
    lanes[job.key]?.isRunning = false
    if lanes[job.key]?.jobs.isEmpty == false { waiting.append(job.key) } else { lanes[job.key] = nil }
  }

  /// Keeps the job at the head of its lane: later events of its key wait for it.
  mutating func retry(_ job: Job, at time: Monotonic) {
    running[job.function, default: 0] -= 1
    lanes[job.key]?.jobs[0].attempt += 1
    lanes[job.key]?.isRunning = false
    lanes[job.key]?.notBefore = time
    waiting.append(job.key)
  }
}
