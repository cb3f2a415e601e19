public import Channels
import Domain
import Glibc
import JSON
import Synchronization

/// The key that an `AWSKeySource` tells of: as it stands there, or asked for and renewed before it expires.
public final class AWSKeyring: Sendable {
  /// Why there is no key.
  public struct Failure: Error, Sendable, Equatable {
    /// A word for a log: `credentials_http_404`.
    public let code: String
    /// Whether the next try may find one.
    public let mayPass: Bool
  }

  /// A key and when it ends.
  fileprivate struct Answer: Sendable {
    let credentials: AWSCredentials
    let expires: Instant

    /// Whether it holds for the time that one event may take; by the wall clock, which AWS has too.
    var mayServe: Bool { expires - .minutes(5) > Instant(seconds: time(nil)) }
  }

  private let source: AWSKeySource
  private let client: HTTPClient
  private let latest = Mutex<Answer?>(nil)

  public init(_ source: AWSKeySource, client: HTTPClient) {
    self.source = source
    self.client = client
  }

  /// The key to sign with now; one that expires is replaced five minutes before it does.
  public func current() throws(Failure) -> AWSCredentials {
    switch source {
    case .given(let credentials): return credentials
    case .container(let container):
      if let answer = latest.withLock({ $0 }), answer.mayServe { return answer.credentials }
      let answer = try ask(container)
      latest.withLock { $0 = answer }
      return answer.credentials
    }
  }

  private func ask(_ container: AWSKeySource.Container) throws(Failure) -> Answer {
    var request = HTTPClient.Request(container.url, timeout: .seconds(2))
    if let token = try token(of: container) { request.headers = [.init("Authorization", token)] }
    switch client.send(request) {
    case .answered(let answer) where (200..<300).contains(answer.status):
      guard let answer = Answer(answer.body) else { throw Failure(code: "credentials_unreadable", mayPass: false) }
      return answer
    case .answered(let answer):
      let mayPass = answer.status == 408 || answer.status == 429 || answer.status >= 500
      throw Failure(code: "credentials_http_\(answer.status)", mayPass: mayPass)
    case .notSent(let what), .interrupted(let what):
      throw Failure(code: "credentials_\(what.rawValue)", mayPass: true)
    case .tooLate: throw Failure(code: "credentials_timeout", mayPass: true)
    case .refused(let refusal): throw Failure(code: "credentials_\(refusal.rawValue)", mayPass: false)
    }
  }

  private func token(of container: AWSKeySource.Container) throws(Failure) -> String? {
    guard let path = container.tokenFile else { return container.token }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(code: "credentials_token_file", mayPass: true) }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    let count = read(descriptor, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)).prefix { $0 > 0x20 }, as: UTF8.self)
  }
}

extension AWSKeyring.Answer {
  /// nil for anything but a key, its token and its end.
  fileprivate init?(_ body: [UInt8]) {
    guard let members = try? JSON.parse(body), let key = members["AccessKeyId"]?.string,
      let secret = members["SecretAccessKey"]?.string, let token = members["Token"]?.string,
      let expires = members["Expiration"]?.string.flatMap({ Instant(rfc3339: $0) })
    else { return nil }
    credentials = AWSCredentials(accessKey: key, secretKey: secret, sessionToken: token)
    self.expires = expires
  }
}
