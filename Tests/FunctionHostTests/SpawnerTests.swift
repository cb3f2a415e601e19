import Domain
import FunctionHost
import Glibc
import Processes
import Testing

@Suite struct SpawnerTests {
  @Test func aHandlersOutputLogAndExitCodeComeBack() {
    let lines = Lines()
    let script = Script("cat; echo first >&2; printf last >&2; exit 65")
    let outcome = Spawner(log: lines.append).run(script.executable(), input: "in".utf8)
    #expect(outcome.end == .exited(65))
    #expect(text(outcome.output) == "in")
    #expect(lines.all == ["first", "last"])
    #expect(outcome.logTail == "first\nlast\n")
    #expect(outcome.peakMemory > 100_000)
  }

  @Test func anEventLargerThanAPipePassesBothWaysAtOnce() {
    let event = [UInt8](repeating: 65, count: 4 << 20)
    let outcome = Spawner().run(Script("cat").executable(output: 8 << 20), input: event)
    #expect(outcome.end == .exited(0))
    let isWhole = outcome.output == event  // compared here: a failing expectation would print the difference of 4 MiB
    #expect(isWhole)
  }

  @Test func aHandlerThatNeverReadsALargeEventStillEndsWell() {
    let outcome = Spawner().run(Script("echo done").executable(), input: [UInt8](repeating: 65, count: 4 << 20))
    #expect(outcome.end == .exited(0))
    #expect(text(outcome.output) == "done\n")
  }

  @Test func aHandlerThatHangsIsKilledAtItsDeadline() {
    let outcome = Spawner().run(Script("sleep 60").executable(wallTime: Instant.Span(microseconds: 200_000)), input: [])
    #expect(outcome.end == .deadline)
    #expect(outcome.exitCode == 124)
    #expect(outcome.duration < .seconds(5))
  }

  @Test func aHandlerThatFloodsStandardOutputIsKilled() {
    let outcome = Spawner().run(Script("yes").executable(output: 100_000), input: [])
    #expect(outcome.end == .outputLimit)
    #expect(outcome.exitCode == 70)
    #expect(outcome.output.count < 1 << 20)
  }

  @Test func aHandlerThatFloodsItsLogNeitherBlocksNorFillsMemory() {
    let lines = Lines()
    let outcome = Spawner(log: lines.append).run(
      Script("yes nonsense >&2").executable(wallTime: .seconds(1)), input: [])
    #expect(outcome.end == .deadline)
    #expect(lines.all.reduce(0) { $0 + $1.utf8.count + 1 } <= 2 << 20)
    #expect(lines.all.last?.contains("dropped") == true)
    #expect(outcome.logTail.utf8.count <= 8 << 10)
  }

  @Test(arguments: [SIGKILL, SIGTERM, SIGSEGV]) func deathByASignalIsToldApart(signal: Int32) {
    let outcome = Spawner().run(Script("kill -\(signal) $$").executable(), input: [])
    #expect(outcome.end == .signalled(signal))
    #expect(outcome.exitCode == 128 + signal)
  }

  @Test func aGrandchildNeitherDelaysTheReplyNorOutlivesIt() throws {
    let outcome = Spawner().run(Script("sleep 60 & echo $!").executable(), input: [])
    #expect(outcome.end == .exited(0))
    #expect(outcome.duration < .seconds(5))
    let grandchild = try #require(Int32(text(outcome.output).dropLast()))
    usleep(100_000)
    #expect(!isRunning(grandchild))
  }

  @Test func onlyTheGivenEnvironmentIsSeen() {
    setenv("REKINDLE_TEST_SECRET", "leak", 1)
    let outcome = Spawner().run(Script("env").executable(environment: ["A": "1 = 2"]), input: [])
    let names = Set(text(outcome.output).split(separator: "\n").map { $0.prefix { $0 != "=" } })
    #expect(names.contains("A"))
    #expect(!names.contains("REKINDLE_TEST_SECRET"))
    #expect(names.isSubset(of: ["A", "PATH", "PWD", "SHLVL", "_", "OLDPWD"]))
  }

  @Test func noDescriptorButTheThreeStandardOnesIsInherited() {
    let held = fcntl(0, F_DUPFD, 100)
    defer { close(held) }
    let outcome = Spawner().run(Script("for d in /proc/$$/fd/*; do echo ${d##*/}; done").executable(), input: [])
    #expect(Set(text(outcome.output).split(separator: "\n")).isSubset(of: ["0", "1", "2", "3"]))
    #expect(held >= 100)
  }

  @Test func memoryBeyondTheLimitIsRefused() {
    let hungry = "exec awk 'BEGIN { s = \"x\"; for (i = 0; i < 28; i++) s = s s; print length(s) }'"
    let fits = Spawner().run(Script(hungry).executable(), input: [])
    #expect(text(fits.output) == "268435456\n")
    let refused = Spawner().run(Script(hungry).executable(memory: 64 << 20), input: [])
    #expect(refused.exitCode != 0)
    #expect(text(refused.output).isEmpty)
  }

  @Test func aProgramThatIsNotThereIsAConfigurationErrorThatNamesIt() {
    let outcome = Spawner().run(Executable(path: "/nowhere/handler"), input: [])
    #expect(outcome.exitCode == 78)
    #expect(outcome.summary.contains("/nowhere/handler"))
  }

  @Test func noZombieAndNoDescriptorIsLeftBehind() {
    let before = openDescriptors()
    let ended = (0..<20).map { _ in
      text(Spawner().run(Script("echo $$; exit 3").executable(), input: "x".utf8).output).filter { !$0.isNewline }
    }
    #expect(openDescriptors() <= before + 8)
    #expect(Set(ended).count == 20)
    #expect(zombies().isDisjoint(with: ended), "tests side by side have zombies too")
  }
}

/// Children of this process that have ended and are not reaped.
private func zombies() -> Set<String> {
  let script = Script("ps --ppid \(getpid()) -o pid=,stat= | awk '$2 ~ /Z/ { print $1 }'")
  return Set(text(Spawner().run(script.executable(), input: []).output).split(separator: "\n").map(String.init))
}

private func openDescriptors() -> Int { (0..<1024).count { fcntl($0, F_GETFD) >= 0 } }

private func isRunning(_ pid: pid_t) -> Bool {
  guard kill(pid, 0) == 0 else { return false }
  let descriptor = open("/proc/\(pid)/stat", O_RDONLY)
  defer { close(descriptor) }
  var buffer = [UInt8](repeating: 0, count: 256)
  let count = read(descriptor, &buffer, buffer.count)
  return count > 0 && !String(decoding: buffer.prefix(count), as: UTF8.self).contains(") Z ")
}
