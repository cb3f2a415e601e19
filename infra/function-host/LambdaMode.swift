import Adapters
import Domain
import FunctionContract
import FunctionHost
import FunctionShell

/// AWS Lambda: takes invocations from the runtime API, one at a time on each thread, until the platform ends it.
enum LambdaMode {
  /// What is kept of Lambda's time to give the answer back.
  private static let reserve = Instant.Span(microseconds: 200_000)

  /// Serves until SIGTERM, or until the runtime API is of no use any more.
  static func serve(_ host: Host, api: String, _ environment: Environment) throws(HostError) -> ExitCode {
    let text = environment["AWS_LAMBDA_MAX_CONCURRENCY"] ?? "1"
    guard let threads = Int(text), (1...1000).contains(threads) else {
      throw HostError(.configuration, "set AWS_LAMBDA_MAX_CONCURRENCY to a number from 1 to 1000, not \(text)")
    }
    let runtime = try LambdaRuntime(api: api)
    let end = Monitor<ExitCode?>(nil)
    for _ in 0..<threads {
      Thread.start {
        let gone = serve(host, runtime)
        end.withLock { end in
          if end == nil { host.log.failure(HandlerFailure(.unavailable, "Host.RuntimeGone", gone.reason)) }
          end = end ?? .unavailable
        }
      }
    }
    Thread.start {
      StopSignal.wait()
      end.withLock { $0 = $0 ?? .done }
    }
    return end.wait { $0 } ?? .done
  }

  /// Tells Lambda, where it has started this process, that the process cannot start.
  static func report(_ error: HostError, _ environment: Environment) {
    guard let api = environment["AWS_LAMBDA_RUNTIME_API"], let runtime = try? LambdaRuntime(api: api) else { return }
    try? runtime.failToStart(type: "Host.CannotStart", message: error.message)
  }

  private static func serve(_ host: Host, _ runtime: LambdaRuntime) -> LambdaRuntime.Gone {
    do throws(LambdaRuntime.Gone) {
      while true {
        let invocation = try runtime.next()
        switch answer(to: invocation, host) {
        case .success(let reply): try runtime.respond(invocation.id, reply)
        case .failure(let failure): try runtime.fail(invocation.id, type: failure.type, message: failure.message)
        }
      }
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
