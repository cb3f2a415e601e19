public import Glibc

/// A running child of `Spawn`.
public struct SpawnedProcess: Sendable {
  public let pid: pid_t
  let input: Int32
  let output: Int32
  let errors: Int32

  /// Sends a signal to the child's process group.
  public func signal(_ number: Int32) { kill(-pid, number) }

  /// Feeds `stdin`, collects both outputs at the same time and waits; call it once.
  public func finish(stdin: [UInt8] = [], timeout: Double = 20) -> Spawn.Result {
    Glibc.signal(SIGPIPE, SIG_IGN)
    _ = fcntl(input, F_SETFL, fcntl(input, F_GETFL) | O_NONBLOCK)
    var result = Spawn.Result(stdout: [], stderr: [], exitCode: -1, timedOut: false)
    let deadline = Self.seconds() + timeout
    var rest = stdin[...]
    var fds = [
      pollfd(fd: input, events: Int16(POLLOUT), revents: 0), pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    while fds[1].fd >= 0 || fds[2].fd >= 0 {
      if rest.isEmpty { shut(&fds[0]) }
      let left = deadline - Self.seconds()
      guard left > 0 else {
        signal(SIGKILL)
        result.timedOut = true
        break
      }
      poll(&fds, nfds_t(fds.count), Int32(left * 1000) + 1)
      if fds[0].revents != 0 { feed(&rest, &fds[0]) }
      if fds[1].revents != 0 { collect(&result.stdout, &fds[1]) }
      if fds[2].revents != 0 { collect(&result.stderr, &fds[2]) }
    }
    for index in fds.indices { shut(&fds[index]) }
    result.exitCode = wait()
    return result
  }

  private func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }

  private func feed(_ rest: inout ArraySlice<UInt8>, _ end: inout pollfd) {
    let count = rest.withUnsafeBytes { write(end.fd, $0.baseAddress, $0.count) }
    if count > 0 { rest = rest.dropFirst(count) } else if errno != EAGAIN { shut(&end) }
  }

  private func collect(_ bytes: inout [UInt8], _ end: inout pollfd) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(end.fd, &buffer, buffer.count)
    if count > 0 { bytes.append(contentsOf: buffer[..<count]) } else if count == 0 || errno != EINTR { shut(&end) }
  }

  private func shut(_ end: inout pollfd) {
    guard end.fd >= 0 else { return }
    close(end.fd)
    end.fd = -1
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension SpawnedProcess {
  /// Sends `line` and returns the line that answers it: one event of a warm handler.
  public func answer(_ line: [UInt8], timeout: Double = 60) throws(Spawn.Failure) -> String {
    Glibc.signal(SIGPIPE, SIG_IGN)
    var rest = (line + [UInt8(ascii: "\n")])[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Spawn.Failure(description: "the process reads no more") }
      rest = rest.dropFirst(count)
    }
    return try firstLine(timeout: timeout)
  }

  /// The first line of standard output, waiting for it: what a server prints when it is ready.
  public func firstLine(timeout: Double = 20) throws(Spawn.Failure) -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    var ready = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    while poll(&ready, 1, Int32(timeout * 1000)) > 0, read(output, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    throw Spawn.Failure(description: "the process printed no line")
  }
}
