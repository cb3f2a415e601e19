public import Channels
public import Domain
import Transport

/// Sends single messages outside the ledger, over the providers that settings choose.
public struct Courier<Message> {
  private let lines: [Line<Message>]
  private let client: ProviderClient

  init(lines: [Line<Message>], client: ProviderClient) {
    self.lines = lines
    self.client = client
  }

  /// A courier with the providers among `known` that `settings` choose for `channel`; throws the setting at fault.
  ///
  /// Each request takes ten seconds at most; `authorities` vouch for servers in place of the system's.
  public init(
    _ known: [any Provider<Message>.Type], of channel: Channel, _ settings: Settings, authorities: String?
  ) throws(ProviderSettingError) {
    let providers = try settings.providers(of: channel, among: known)
    do throws(TransportError) {
      lines = try providers.map { (provider) throws(TransportError) in
        try Line(provider, pace: Pace(least: 1, most: 1))
      }
      client = try ProviderClient(limits: TransferLimits(total: .seconds(10)), authorities: authorities)
    } catch {
      throw ProviderSettingError(setting: "\(channel.rawValue.uppercased())_PROVIDER", reason: error.description)
    }
  }

  /// Sends one message and waits for what becomes of it; what a provider has certainly not taken, the next one gets.
  public func send(_ message: Message, now: Instant) -> SendOutcome {
    var outcome = SendOutcome.notAttempted
    for line in lines {
      outcome = send(message, by: line, now: now)
      switch outcome {
      case .accepted, .ambiguous: return outcome
      case .rejected, .failed, .notAttempted: continue
      }
    }
    return outcome
  }

  private func send(_ message: Message, by line: Line<Message>, now: Instant) -> SendOutcome {
    do throws(AWSKeyring.Failure) {
      client.credentials = try line.keyring?.current()
    } catch {
      return .failed(code: error.code, effect: .none, detail: nil)
    }
    var exchange = line.provider.exchange(for: message, now: now)
    for tag in 1...4 {
      client.submit(exchange.request, tag: tag)
      var answer: Completion?
      while answer == nil { answer = client.poll(timeout: .seconds(1)).first { $0.tag == tag } }
      guard let answer else { return .notAttempted }
      switch exchange.read(answer.observation, now) {
      case .over(let outcome): return outcome
      case .next(let further, _): exchange = further
      }
    }
    return .ambiguous(code: "too_many_requests")
  }
}
