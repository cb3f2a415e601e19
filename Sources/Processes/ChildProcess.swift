import CLinux
import Domain
import Glibc

/// A running process with its pipes; killed with its whole group and reaped when the value goes.
struct ChildProcess: ~Copyable {
  enum Event: Equatable {
    /// A whole line stands in `output`.
    case line
    case exited
    case deadline
    case outputLimit
  }

  private let limits: ProcessLimits
  private let pid: pid_t
  private let exit: Int32
  private let mark: String?
  private var input: Int32
  private var outputEnd: Int32
  private var errors: Int32
  private var pending: [UInt8] = []
  private var sent = 0
  private var scanned = 0
  private var isReaped = false
  private(set) var output: [UInt8] = []
  private(set) var log: LogLines
  private var scratch: UnsafeMutableRawBufferPointer

  init(_ executable: Executable, log: @escaping @Sendable (String) -> Void) throws(LaunchError) {
    let launch = try Launch.start(executable)
    limits = executable.limits
    pid = launch.pid
    exit = launch.exit
    mark = launch.mark
    input = launch.input
    outputEnd = launch.output
    errors = launch.errors
    self.log = LogLines(budget: executable.limits.log, forward: log)
    scratch = .allocate(byteCount: 64 << 10, alignment: 16)
  }

  deinit {
    if !isReaped {
      kill(-pid, SIGKILL)
      _ = RunningProcesses.reap(pid, mark: mark)
    }
    for descriptor in [exit, input, outputEnd, errors] where descriptor >= 0 { close(descriptor) }
    scratch.deallocate()
  }

  /// Queues bytes for standard input; they leave while `pump` runs.
  mutating func write(_ bytes: some Sequence<UInt8>) {
    pending.append(contentsOf: bytes)
  }

  /// Carries bytes both ways until the process has ended or, with `stopAtLine`, has written a whole line.
  mutating func pump(until deadline: Monotonic, stopAtLine: Bool) -> Event {
    while true {
      if stopAtLine, hasLine() { return .line }
      if output.count > limits.output { return .outputLimit }
      if Monotonic.now >= deadline { return .deadline }
      if !stopAtLine, sent == pending.count { closeInput() }
      var descriptors = [
        pollfd(fd: exit, events: Int16(POLLIN), revents: 0),
        pollfd(fd: outputEnd, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        pollfd(fd: sent < pending.count ? input : -1, events: Int16(POLLOUT), revents: 0),
      ]
      if poll(&descriptors, nfds_t(descriptors.count), patience(until: deadline)) < 0 { continue }
      if descriptors[3].revents != 0 { send() }
      if descriptors[1].revents != 0, !receiveOutput() { return .outputLimit }
      if descriptors[2].revents != 0 { receiveLog() }
      if descriptors[0].revents != 0 || hasEndedUnseen {
        drain()
        if stopAtLine, hasLine() { return .line }
        return output.count > limits.output ? .outputLimit : .exited
      }
    }
  }

  /// Whether the process lives and has said nothing that was not asked for, without waiting.
  func isSilent() -> Bool {
    guard output.isEmpty, outputEnd >= 0, !hasEndedUnseen else { return false }
    var descriptors = [exit, outputEnd].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    return poll(&descriptors, 2, 0) == 0
  }

  /// Takes the first line of the output, without its end; with the last one what was not read of the input is dropped.
  mutating func takeLine(isLast: Bool = true) -> [UInt8] {
    let end = output.firstIndex(of: 0x0A) ?? output.count
    let line = Array(output[..<end])
    output.removeFirst(min(end + 1, output.count))
    scanned = 0
    guard isLast else { return line }
    pending.removeAll(keepingCapacity: true)
    sent = 0
    return line
  }

  /// Reads log lines that have already arrived.
  mutating func takeLog() {
    receiveLog()
  }

  mutating func startInvocation() { log.reset() }

  /// Closes standard input: a warm handler ends by itself then.
  mutating func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Kills what is left of the group, reaps the process and says how it ended.
  mutating func end() -> (end: Outcome.End, peakMemory: Int) {
    kill(-pid, SIGKILL)
    let (status, usage) = RunningProcesses.reap(pid, mark: mark)
    isReaped = true
    drain()
    log.finish()
    let signal = status & 0x7F
    let end: Outcome.End = signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    return (end, usage.ru_maxrss * 1024)
  }

  /// Where the system gives no descriptor that tells of the end (gVisor does not), it is asked for every few milliseconds.
  private func patience(until deadline: Monotonic) -> Int32 {
    exit >= 0 ? deadline.pollTimeout : min(deadline.pollTimeout, 5)
  }

  private var hasEndedUnseen: Bool { exit < 0 && linux_ended_child(pid) == pid }

  private mutating func hasLine() -> Bool {
    if let found = output[scanned...].firstIndex(of: 0x0A) {
      scanned = found
      return true
    }
    scanned = output.count
    return false
  }

  private mutating func send() {
    let written = pending.withUnsafeBytes { bytes in
      Glibc.write(input, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
    }
    if written >= 0 {
      sent += written
    } else if errno != EAGAIN && errno != EINTR {
      sent = pending.count
      closeInput()
    }
  }

  /// Reads the output that is there; false where it passes the limit.
  private mutating func receiveOutput() -> Bool {
    while let count = Self.receive(&outputEnd, into: scratch) {
      output.append(contentsOf: scratch[..<count])
      if output.count > limits.output { return false }
    }
    return true
  }

  /// Reads log lines that are there, in turns: a process that never stops writing must not hold the host.
  private mutating func receiveLog() {
    for _ in 0..<16 {
      guard let count = Self.receive(&errors, into: scratch) else { return }
      log.append(scratch[..<count])
    }
  }

  /// Reads once; nil where nothing is there now, or nothing will come any more.
  private static func receive(_ descriptor: inout Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    while descriptor >= 0 {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count > 0 { return count }
      if count < 0, errno == EINTR { continue }
      if count < 0 { return nil }
      close(descriptor)
      descriptor = -1
    }
    return nil
  }

  private mutating func drain() {
    _ = receiveOutput()
    receiveLog()
  }
}
