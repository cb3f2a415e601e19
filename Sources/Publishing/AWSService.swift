import Channels
import Domain
import FunctionContract
import JSON
import Transport

/// A service of AWS that is spoken to in JSON: signed POSTs that name an action in `X-Amz-Target`.
struct AWSService: Sendable {
  let client: HTTPClient
  let keyring: AWSKeyring
  /// Where requests go, without a path.
  let endpoint: String
  let scope: AWSScope
  /// What stands before the action in `X-Amz-Target`.
  let target: String
  /// `application/x-amz-json-1.0` or `-1.1`.
  let contentType: String

  /// Calls `action` with `input`.
  func call(_ action: String, _ input: JSON, timeout: Instant.Span) throws(Fault) -> JSON {
    let request = HTTPClient.Request(
      "\(endpoint)/", headers: [.init("Content-Type", contentType), .init("X-Amz-Target", "\(target).\(action)")],
      body: input.bytes, timeout: timeout,
      signature: AWSSignature(credentials: try credentials(), scope: scope))
    let observation = client.send(request)
    if let fault = Fault(observation) { throw AWSService.named(fault, observation) }
    guard case .answered(let answer) = observation, answer.isComplete, let output = try? JSON.parse(answer.body) else {
      throw Fault("answer_cut", mayPass: true)
    }
    return output
  }

  private func credentials() throws(Fault) -> AWSCredentials {
    do throws(AWSKeyring.Failure) { return try keyring.current() } catch {
      throw Fault(error.code, mayPass: error.mayPass)
    }
  }

  /// The fault under the name that the service gives it, as `AccessDeniedException`: a throttled call is a 400 here.
  private static func named(_ fault: Fault, _ observation: Observation) -> Fault {
    guard case .answered(let answer) = observation, let type = (try? JSON.parse(answer.body))?["__type"]?.string else {
      return fault
    }
    let code = type.split(separator: "#").last.map(String.init) ?? type
    let mayPass = fault.mayPass || isPassing(code)
    return Fault(String(code.prefix(64)), mayPass: mayPass, wait: fault.wait)
  }

  /// Whether an error of this name may pass by itself.
  static func isPassing(_ code: String) -> Bool {
    ["Throttl", "InternalFailure", "InternalError", "InternalException", "ServiceUnavailable"].contains {
      code.contains($0)
    }
  }
}
