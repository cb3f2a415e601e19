import Domain
import Foundation
import JSON
import Store
import Synchronization
import TestKit

/// Rounds of everything at once: ticks, detection, senders, callbacks, replies and opt-outs over a bus that loses and repeats, with
/// processes killed and database sessions ended at random moments.
final class CampaignStorm: Sendable {
  private enum Job {
    case tick
    case detect(JSON)
    case grantTrials(JSON)
    case send(JSON)
    case say(Utterance)
  }

  private struct State {
    var jobs: [Job] = []
    var working = 0
    var said: [Utterance] = []
    var heard: [HeardNo] = []
    var terminated = 0
  }

  private static let workers = 6
  /// Of a round: a few of them live, also where every session that is ended is that of a tick.
  private static let ticks = 8

  private let school: School
  private let provider: RecordingProvider
  private let clock: StormClock
  private let killed: RandomKills
  private let spared: RandomKills
  private let state = Mutex(State())

  init(_ school: School, _ provider: RecordingProvider, _ clock: StormClock) {
    self.school = school
    self.provider = provider
    self.clock = clock
    killed = RandomKills(school, share: 0.35, passing: [69, 75])
    spared = RandomKills(school, share: 0)
  }

  func kills(of handler: String) -> Int { killed.count(of: handler) }

  /// Database sessions that were ended under a handler.
  var terminated: Int { state.withLock { $0.terminated } }
  /// Every no that was on its way to a handler.
  var said: [HeardNo] { state.withLock { $0.said.compactMap(\.no) } }
  /// Those that a handler has confirmed, each with the moment.
  var heard: [HeardNo] { state.withLock { $0.heard } }

  /// One round that begins at `start` with what was said since the last; returns what went wrong with handlers that were let
  /// live.
  func rage(at start: Instant, detects: Bool, saying utterances: [Utterance], isCalm: Bool = false) -> [String] {
    clock.leap(to: start)
    state.withLock { state in
      state.said += utterances
      state.jobs = Array(repeating: .tick, count: Self.ticks) + utterances.map(Job.say)
      if detects { state.jobs.append(.detect(school.event("timer.detect", at: start.rfc3339))) }
    }
    return Crowd.run(Self.workers + (isCalm ? 0 : 1)) { [self] place in
      if place == Self.workers { try terminate() } else { try work(isCalm ? spared : killed) }
    }
  }

  /// Takes jobs, in any order, until none is left and nobody makes another.
  private func work(_ handlers: RandomKills) throws {
    while true {
      let (job, isOver) = state.withLock { state -> (Job?, Bool) in
        guard !state.jobs.isEmpty else { return (nil, state.working == 0) }
        state.working += 1
        return (state.jobs.remove(at: Int.random(in: 0..<state.jobs.count)), false)
      }
      guard let job else {
        if isOver { return }
        Thread.sleep(forTimeInterval: 0.002)
        continue
      }
      defer { state.withLock { $0.working -= 1 } }
      let next = try perform(job, handlers)
      state.withLock { $0.jobs += next }
    }
  }

  private func perform(_ job: Job, _ handlers: RandomKills) throws -> [Job] {
    let now = clock.now.rfc3339
    switch job {
    case .tick:
      let event = school.event("timer.schedule-tick", at: now)
      return jobs(of: try handlers.run("schedule-tick", role: "rekindle_tick", event))
    case .detect(let event):
      // A timer's event is given again until somebody has done it.
      let reply = try handlers.run("detect", role: "rekindle_detect", event.with(time: now))
      return reply == nil ? [job] : jobs(of: reply)
    case .grantTrials(let event):
      let users = (event["data"]?["user_ids"]?.array ?? []).compactMap(\.integer)
      try school.database.run(
        "select invented.grant_trials('{\(users.map(String.init).joined(separator: ","))}', 'agents', 14, '\(now)')")
      return []
    case .send(let event):
      let (handler, role) = try school.sender(of: event)
      let signs: @Sendable () -> Int = { [provider] in provider.taken.count }
      return jobs(of: try handlers.run(handler, role: role, event.with(time: now), signs: signs))
    case .say(let utterance):
      let reply = try handlers.run(utterance.handler, role: utterance.role, utterance.request.with(time: now))
      guard let status = reply?["statusCode"]?.integer, (200..<300).contains(status) else { return [job] }
      if let no = utterance.no { state.withLock { $0.heard.append(no.heard(at: clock.now)) } }
      return []
    }
  }

  /// What a bus makes of a reply's events: one in ten is lost, one in five comes twice, and none in its place.
  private func jobs(of reply: JSON?) -> [Job] {
    (reply?["events"]?.array ?? []).flatMap { event -> [Job] in
      let jobs: [Job]
      switch event["type"] {
      case "timer.schedule-tick": jobs = [.tick]
      case "detect.hourly": jobs = [.detect(event)]
      case "host.trial.requested": jobs = [.grantTrials(event)]
      default: jobs = event.pieces(of: 8).map(Job.send)
      }
      return jobs.flatMap { job in
        let chance = Double.random(in: 0..<1)
        return chance < 0.1 ? [] : chance > 0.8 ? [job, job] : [job]
      }
    }
  }

  /// Ends two database sessions of handlers: a number and no rate, so that a slow machine is no worse a storm.
  private func terminate() throws {
    let connection = try school.database.connect()
    var left = 2
    while left > 0, state.withLock({ !$0.jobs.isEmpty || $0.working > 0 }) {
      Thread.sleep(forTimeInterval: .random(in: 0.01..<0.1))
      let ended = try connection.texts(
        """
        select pg_terminate_backend(a.pid) from pg_stat_activity a
         where a.datname = current_database() and a.usename like 'rekindle%' order by random() limit 1
        """)
      left -= ended.count
      state.withLock { $0.terminated += ended.count }
    }
  }
}
