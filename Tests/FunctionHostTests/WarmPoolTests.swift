import Domain
import FunctionHost
import Glibc
import Processes
import Testing

@Suite struct WarmPoolTests {
  private static let echo = #"while read -r line; do echo "{\"pid\":$$,\"line\":$line}"; done"#

  @Test func oneProcessAnswersManyEvents() {
    let script = Script(Self.echo)
    let pool = WarmPool(script.executable(), size: 1)
    let first = pool.handle("1".utf8)
    let second = pool.handle("2".utf8)
    #expect(first.exitCode == 0 && second.exitCode == 0)
    #expect(
      text(first.output).replacing(#""line":1"#, with: "") == text(second.output).replacing(#""line":2"#, with: ""))
    #expect(pool.processes == 1)
    pool.close()
    #expect(pool.processes == 0)
  }

  @Test func aCrashLosesOneEventAndTheNextGetsAFreshProcess() {
    let script = Script(#"while read -r line; do [ "$line" = die ] && kill -9 $$; echo "{\"ok\":$line}"; done"#)
    let pool = WarmPool(script.executable(), size: 1)
    #expect(pool.handle("1".utf8).exitCode == 0)
    #expect(pool.handle("die".utf8).end == .signalled(SIGKILL))
    #expect(text(pool.handle("2".utf8).output) == #"{"ok":2}"#)
  }

  @Test func aFailedEventTellsItsExitCodeAndKeepsTheProcess() {
    let script = Script(
      #"while read -r line; do echo '{"errorMessage":"away","errorType":"T","exitCode":75}'; done"#)
    let pool = WarmPool(script.executable(), size: 1)
    #expect(pool.handle("1".utf8).exitCode == 75)
    #expect(pool.processes == 1)
  }

  @Test func aProcessThatEndsWithoutAReplyHasLostItsEventWhateverItsExitCode() {
    let pool = WarmPool(Script("read -r line; exit 0").executable(), size: 1)
    #expect(pool.handle("1".utf8).exitCode == 70)
  }

  @Test func aHangingEventIsKilledAtItsDeadline() {
    let pool = WarmPool(
      Script("read -r line; sleep 60").executable(wallTime: Instant.Span(microseconds: 200_000)), size: 1)
    #expect(pool.handle("1".utf8).end == .deadline)
    #expect(pool.processes == 0)
  }

  @Test func aProcessThatDiedWhileIdleCostsNoEvent() {
    let script = Script(#"read -r line; echo "{\"ok\":$line}"; exit 0"#)
    let pool = WarmPool(script.executable(), size: 1)
    #expect(pool.handle("1".utf8).exitCode == 0)
    usleep(200_000)
    #expect(text(pool.handle("2".utf8).output) == #"{"ok":2}"#)
  }

  @Test(arguments: ["", "sleep 0.1;"])
  func whatAProcessSaysBeyondItsReplyNeverAnswersAnotherEvent(pause: String) {
    let script = Script(#"while read -r line; do echo "{\"ok\":$line}"; \#(pause) echo "{\"ok\":\"stray\"}"; done"#)
    let pool = WarmPool(script.executable(), size: 1)
    for number in 1...3 {
      #expect(text(pool.handle("\(number)".utf8).output) == #"{"ok":\#(number)}"#)
      usleep(200_000)
    }
  }

  @Test(arguments: ["0", "256", "-1", "\"65\""])
  func aFailureWithoutAUsableExitCodeIsABugOfTheHandler(code: String) {
    let script = Script(
      #"while read -r line; do echo '{"errorMessage":"m","errorType":"T","exitCode":\#(code)}'; done"#)
    #expect(WarmPool(script.executable(), size: 1).handle("1".utf8).exitCode == 70)
  }

  @Test func callersWaitForAFreeProcessAndNeverExceedTheSize() {
    let script = Script(#"while read -r line; do sleep 0.05; echo "{\"ok\":$line}"; done"#)
    let pool = WarmPool(script.executable(), size: 2)
    let results = Monitor<[Int32]>([])
    for number in 0..<8 {
      Thread.start {
        let outcome = pool.handle("\(number)".utf8)
        results.withLock { $0.append(outcome.exitCode) }
      }
    }
    let codes = results.wait(until: .now + .seconds(20)) { $0.count == 8 ? $0 : nil }
    #expect(codes == Array(repeating: 0, count: 8))
    #expect(pool.processes <= 2)
  }

  @Test func eventsThatWaitAreGivenTogetherAndEachHasItsOwnAnswer() {
    // Answers nothing of three lines before it has read them all, after a first line that had it to itself.
    let script = Script(
      #"read -r a; sleep 0.5; echo "{\"ok\":$a}"; read -r b; read -r c; read -r d; echo "{\"ok\":$b}"; echo '{"errorMessage":"m","errorType":"T","exitCode":65}'; echo "{\"ok\":$d}"; read -r e"#
    )
    let pool = WarmPool(script.executable(), size: 1, together: 8)
    let answers = Monitor<[(event: Int, outcome: Outcome)]>([])
    for number in 0..<4 {
      Thread.start {
        let outcome = pool.handle("\(number)".utf8)
        answers.withLock { $0.append((number, outcome)) }
      }
      usleep(50_000)
    }
    let all = answers.wait(until: .now + .seconds(20)) { $0.count == 4 ? $0 : nil } ?? []
    #expect(all.count == 4)
    for (event, outcome) in all {
      if outcome.exitCode == 0 { #expect(text(outcome.output) == "{\"ok\":\(event)}") }
    }
    #expect(all.map(\.outcome.exitCode).sorted() == [0, 0, 0, 65])
  }

  @Test func aCrashLosesEachEventThatHasNoAnswerYet() {
    let script = Script(#"read -r a; sleep 0.3; echo 1; read -r b; read -r c; echo 2; kill -9 $$"#)
    let pool = WarmPool(script.executable(), size: 1, together: 8)
    let ends = Monitor<[Outcome.End]>([])
    for number in 0..<3 {
      Thread.start {
        let outcome = pool.handle("\(number)".utf8)
        ends.withLock { $0.append(outcome.end) }
      }
      usleep(50_000)
    }
    let all = ends.wait(until: .now + .seconds(20)) { $0.count == 3 ? $0 : nil } ?? []
    #expect(all.count { $0 == .exited(0) } == 2 && all.count { $0 == .signalled(SIGKILL) } == 1)
  }

  @Test(arguments: [HostedFunction.Mode.warm, .perEvent])
  func waitingForAProcessCountsAgainstTheCallersTime(mode: HostedFunction.Mode) throws {
    let starts = temporaryPath()
    let function = try function(
      "slow", events: ["x"], seconds: 2, max: 1, mode: mode, "echo >> \(starts); read -r line; sleep 60")
    let first = Monitor<Outcome?>(nil)
    Thread.start {
      let outcome = function.invoke([UInt8]("1".utf8))
      first.withLock { $0 = outcome }
    }
    while access(starts, F_OK) != 0 { usleep(10_000) }
    let second = function.invoke([UInt8]("2".utf8), within: Instant.Span(microseconds: 200_000))
    #expect(second.end == .deadline)
    #expect(first.wait { $0 }?.end == .deadline)
    #expect(try FileReader.read(starts) == [0x0A], "the second one was never started")
  }
}
