import Domain
import FunctionContract
import FunctionHost
import Glibc

/// `sink`: the fake providers alone.
struct SinkCommand: Command {
  static let name = "sink"
  static let summary = "fake the providers on loopback, for tests and benchmarks"
  static let manual = Manual(
    text: """
      Takes messages and answers as the providers do. Prints the address on one line when it is ready, and stops on
      SIGINT or SIGTERM. It takes:

        \(FakeProviders.all.map { "POST \($0.path)" }.joined(separator: "\n  "))
      """,
    options: [
      Manual.Option("--port", "P", "the port; 0, the default, takes a free one"),
      Manual.Option(
        "--log", "FILE", "append one line of JSON for every accepted message:\nat, channel, delivery, id"),
      Manual.Option("--threads", "N", "event loops (1)"),
    ] + ProviderSettings.options,
    exits: [(.unavailable, "the port is taken")])

  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    var log: AcceptanceLog?
    if let path = options.text("--log") { log = try AcceptanceLog(path: path) }
    let sink = ProviderSink(try ProviderSettings(options), log: log, clock: { WallClock.now })
    StopSignal.arm()
    let server = try sink.listen(
      port: try options.number("--port", in: 0...65_535, else: 0),
      threads: try options.number("--threads", in: 1...64, else: 1))
    Console.say("http://127.0.0.1:\(server.port)")
    StopSignal.wait()
    server.stop()
    Console.note("\(sink.messages) messages accepted")
    return 0
  }
}
