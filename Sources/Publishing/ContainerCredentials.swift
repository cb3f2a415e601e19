import Channels
import Domain
import FunctionContract
import Glibc
import JSON
import Transport

/// The address on which ECS and EKS Pod Identity give a container its temporary key.
struct ContainerCredentials: Sendable {
  /// A key and when it ends.
  struct Answer: Sendable {
    var credentials: AWSCredentials
    var expires: Instant
  }

  private let url: String
  private let token: String?
  private let tokenFile: String?

  /// nil where `environment` names no address; exit code 78 where the token would leave the machine unencrypted.
  init?(environment: [String: String]) throws(HandlerFailure) {
    if let path = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"], path.hasPrefix("/") {
      url = "http://169.254.170.2\(path)"
    } else if let address = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"], !address.isEmpty {
      url = address
    } else {
      return nil
    }
    token = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
    tokenFile = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"]
    guard ContainerCredentials.isSafe(url) else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI must be an https URL, or http to this machine or to 169.254.170.2, "
          + "169.254.170.23 or [fd00:ec2::23]")
    }
  }

  /// Asks for the key.
  func ask(_ client: HTTPClient) throws(Fault) -> Answer {
    var request = HTTPClient.Request(url, timeout: .seconds(2))
    if let token = try authorization() { request.headers = [.init("Authorization", token)] }
    let observation = client.send(request)
    if let fault = Fault(observation) { throw Fault("credentials_\(fault.code)", mayPass: fault.mayPass) }
    guard case .answered(let answer) = observation, let members = try? JSON.parse(answer.body),
      let key = members["AccessKeyId"]?.string, let secret = members["SecretAccessKey"]?.string,
      let token = members["Token"]?.string,
      let expires = members["Expiration"]?.string.flatMap({ Instant(rfc3339: $0) })
    else { throw Fault("credentials_unreadable", mayPass: false) }
    return Answer(
      credentials: AWSCredentials(accessKey: key, secretKey: secret, sessionToken: token), expires: expires)
  }

  /// The token of the file, which the platform replaces from time to time, or that of the variable.
  private func authorization() throws(Fault) -> String? {
    guard let tokenFile, !tokenFile.isEmpty else { return token }
    let descriptor = open(tokenFile, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Fault("credentials_token_file", mayPass: true) }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    let count = read(descriptor, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)).prefix { $0 > 0x20 }, as: UTF8.self)
  }

  private static func isSafe(_ url: String) -> Bool {
    if url.hasPrefix("https://") { return true }
    guard url.hasPrefix("http://") else { return false }
    let authority = url.dropFirst(7).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let end = authority.hasPrefix("[") ? authority.firstIndex(of: "]").map(authority.index(after:)) : nil
    let host = end.map { authority[..<$0] } ?? authority.prefix { $0 != ":" }
    return ["localhost", "127.0.0.1", "[::1]", "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"].contains(host)
  }
}
