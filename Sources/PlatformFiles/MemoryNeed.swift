import FunctionContract

/// The memory of a container: the host and the processes that it runs side by side.
struct MemoryNeed: Equatable {
  /// The host itself; it takes 7 MiB at rest.
  private static let hostMiB = 32
  /// What a handler is promised to stay below in ordinary work: 30 MB (docs/benchmarks.md).
  private static let ordinaryProcessMiB = 32

  /// What ordinary work needs: a scheduler reserves it.
  let requestMiB: Int
  /// What can be used at all: every process at its own limit, and its input and output twice in the host, as bytes and
  /// as the event made of them.
  let limitMiB: Int

  init(_ manifest: Manifest, processes: Int) {
    let limits = manifest.limits
    let buffers = (2 * (limits.inputBytes + limits.outputBytes) + (1 << 20) - 1) >> 20
    requestMiB = MemoryNeed.hostMiB + processes * MemoryNeed.ordinaryProcessMiB
    limitMiB = MemoryNeed.hostMiB + processes * (limits.processMemoryMiB + buffers)
  }
}
