import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes

/// What one event caused, as a tree: every delivery of an event to a function with its time and outcome.
final class EventTree: Sendable {
  private struct Node {
    var reports: [EventReport] = []
    var children: [Int] = []
  }

  private struct State {
    var nodes: [Int: Node] = [:]
    var roots: [Int] = []
    var unrouted: [EventReport] = []
  }

  private let state = Monitor(State())

  /// Takes the report of one attempt.
  func add(_ report: EventReport) {
    state.withLock { state in
      guard report.decision != .unrouted else {
        state.unrouted.append(report)
        return
      }
      if state.nodes[report.number, default: Node()].reports.isEmpty {
        if let cause = report.cause {
          state.nodes[cause, default: Node()].children.append(report.number)
        } else {
          state.roots.append(report.number)
        }
      }
      state.nodes[report.number, default: Node()].reports.append(report)
    }
  }

  /// Whether every delivery ended well.
  var isGood: Bool {
    state.read { state in state.nodes.values.allSatisfy { $0.reports.last?.decision == .done } }
  }

  /// The tree as lines for a person.
  var lines: [String] {
    state.read { state in
      state.roots.sorted().flatMap { EventTree.lines($0, state, indent: "") }
        + state.unrouted.map { "no function consumes \($0.event.type)" }
    }
  }

  /// The deliveries in order as JSON.
  var json: JSON {
    state.read { state in
      .array(state.nodes.sorted { $0.key < $1.key }.compactMap { number, node in EventTree.json(number, node) })
    }
  }

  private static func lines(_ number: Int, _ state: State, indent: String) -> [String] {
    guard let node = state.nodes[number], let last = node.reports.last else { return [] }
    let spent = node.reports.compactMap(\.outcome?.duration.microseconds).reduce(0, +)
    let attempts = node.reports.count > 1 ? ", \(node.reports.count) attempts" : ""
    var line = "\(indent)\(last.event.type) → \(last.function)  \(milliseconds(spent))\(attempts)  "
    if let result = last.result { line += result.text } else { line += failure(last) }
    return [line] + node.children.sorted().flatMap { lines($0, state, indent: indent + "  ") }
  }

  private static func failure(_ report: EventReport) -> String {
    let reply = report.outcome.flatMap { try? JSON.parse($0.output) }
    let reason = reply?["errorMessage"]?.string ?? report.outcome?.summary ?? ""
    if case .parked(let file?) = report.decision { return "parked in \(file): \(reason)" }
    return "failed: \(reason)"
  }

  private static func json(_ number: Int, _ node: Node) -> JSON? {
    guard let last = node.reports.last else { return nil }
    var members: [String: JSON] = [
      "number": .integer(number), "event": last.event.json, "function": .string(last.function),
      "attempts": .integer(node.reports.count), "exitCode": .integer(Int(last.outcome?.exitCode ?? 0)),
      "microseconds": .integer(node.reports.compactMap(\.outcome?.duration.microseconds).reduce(0, +)),
    ]
    members["cause"] = last.cause.map(JSON.integer)
    members["result"] = last.result
    return .object(members)
  }

  private static func milliseconds(_ microseconds: Int) -> String {
    "\(microseconds / 1000).\(microseconds / 100 % 10) ms"
  }
}
