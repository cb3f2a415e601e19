import Adapters
import Domain
import FunctionContract
import FunctionHost
import FunctionShell
import Processes

/// AWS Lambda: takes invocations from the runtime API, one at a time on each thread, until the platform ends it.
enum LambdaMode {
  /// What is kept of Lambda's time to give the answer back.
  private static let reserve = Instant.Span(microseconds: 200_000)

  /// What the threads share.
  private struct State {
    var callsInHand = 0
    var isStopping = false
    var end: ExitCode?
  }

  /// Serves until SIGTERM, then finishes the calls in hand for at most `drain`.
  ///
  /// Ends at once where the runtime API is of no use any more.
  static func serve(
    _ host: Host, api: String, drain: Instant.Span, _ environment: Environment
  ) throws(HostError) -> ExitCode {
    let text = environment["AWS_LAMBDA_MAX_CONCURRENCY"] ?? "1"
    guard let threads = Int(text), (1...1000).contains(threads) else {
      throw HostError(.configuration, "set AWS_LAMBDA_MAX_CONCURRENCY to a number from 1 to 1000, not \(text)")
    }
    let runtime = try LambdaRuntime(api: api)
    let state = Monitor(State())
    for _ in 0..<threads {
      Thread.start {
        guard let gone = serve(host, runtime, state) else { return }
        state.withLock { state in
          if state.end == nil { host.log.failure(HandlerFailure(.unavailable, "Host.RuntimeGone", gone.reason)) }
          state.end = state.end ?? .unavailable
        }
      }
    }
    Thread.start {
      StopSignal.wait()
      state.withLock { $0.isStopping = true }
      let isDone = state.wait(until: .now + drain) { $0.callsInHand == 0 ? true : nil } ?? false
      state.withLock { $0.end = $0.end ?? (isDone ? .done : .temporary) }
    }
    return state.wait { $0.end } ?? .done
  }

  /// Tells Lambda, where it has started this process, that the process cannot start.
  static func report(_ error: HostError, _ environment: Environment) {
    guard let api = environment["AWS_LAMBDA_RUNTIME_API"], let runtime = try? LambdaRuntime(api: api) else { return }
    try? runtime.failToStart(type: "Host.CannotStart", message: error.message)
  }

  /// Takes calls one after another; the reason where the runtime API ends that, nil where the process is to stop.
  private static func serve(
    _ host: Host, _ runtime: LambdaRuntime, _ state: Monitor<State>
  ) -> LambdaRuntime.Gone? {
    do throws(LambdaRuntime.Gone) {
      while !state.read({ $0.isStopping }) {
        let invocation = try runtime.next()
        state.withLock { $0.callsInHand += 1 }
        defer { state.withLock { $0.callsInHand -= 1 } }
        switch answer(to: invocation, host) {
        case .success(let reply): try runtime.respond(invocation.id, reply)
        case .failure(let failure): try runtime.fail(invocation.id, type: failure.type, message: failure.message)
        }
      }
      return nil
    } catch {
      return error
    }
  }

  private static func answer(
    to invocation: LambdaRuntime.Invocation, _ host: Host
  ) -> Result<[UInt8], HandlingFailure> {
    let time = invocation.deadline.map { max(.seconds(0), $0 - reserve - WallClock.now) }
    let call = LambdaCall(
      host: host, deadline: time.map { Deadline(after: $0) }, trace: invocation.trace.flatMap(XRayTrace.traceparent))
    do throws(HandlingFailure) { return .success(try call.reply(to: invocation.payload)) } catch {
      return .failure(error)
    }
  }
}
