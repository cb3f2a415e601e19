import Domain
import FunctionContract
import Glibc
import JSON
import Synchronization
import Transport

/// Finds the access key as AWS hands it to a process: in variables, or at the address of a container's credentials.
final class AWSCredentialSource: Sendable {
  private let fixed: AWSCredentials?
  private let endpoint: ContainerCredentials?
  private let client: HTTPClient
  private let latest = Mutex<ContainerCredentials.Answer?>(nil)

  /// Fails with exit code 78 where `environment` tells of no key.
  init(environment: [String: String], client: HTTPClient) throws(HandlerFailure) {
    let value = { (name: String) in environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    self.client = client
    if let key = value("AWS_ACCESS_KEY_ID"), let secret = value("AWS_SECRET_ACCESS_KEY") {
      fixed = AWSCredentials(accessKey: key, secretKey: secret, sessionToken: value("AWS_SESSION_TOKEN"))
      endpoint = nil
    } else {
      fixed = nil
      endpoint = try ContainerCredentials(environment: environment)
    }
    if fixed == nil, endpoint == nil {
      throw HandlerFailure(
        .configuration, "Configuration.Missing",
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where AWS sets AWS_CONTAINER_CREDENTIALS_FULL_URI")
    }
  }

  /// The key to sign with now; a key that expires is replaced five minutes before it does.
  func current() throws(Fault) -> AWSCredentials {
    if let fixed { return fixed }
    if let answer = latest.withLock({ $0 }), answer.expires - .minutes(5) > WallClock.now { return answer.credentials }
    guard let endpoint else { throw Fault("no_credentials", mayPass: false) }
    let answer = try endpoint.ask(client)
    latest.withLock { $0 = answer }
    return answer.credentials
  }
}
