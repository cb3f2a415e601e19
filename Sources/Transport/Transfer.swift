import CCurl
import Channels

/// One easy handle and everything that libcurl points to while it works; used for one request after another.
final class Transfer {
  let handle: EasyHandle
  var tag = 0
  let limits: TransferLimits
  let authorities: String?
  var call: ProviderRequest?
  /// The request's body; stable in memory until the next request.
  var body = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 4096)
  var bodyCount = 0
  var bodyRead = 0
  var head: [UInt8] = []
  var content: [UInt8] = []
  var startBy = 0
  /// How often libcurl was about to write the request.
  var writes = 0
  var isTooLate = false
  var greeting = Greeting.unseen
  /// Whether the SMTP reply that settles the message has come.
  var isDecided = false

  /// Whether the server's EHLO answer offered a login.
  enum Greeting { case unseen, withLogin, withoutLogin }

  init?(limits: TransferLimits, authorities: String?) {
    guard let handle = EasyHandle() else { return nil }
    self.handle = handle
    self.limits = limits
    self.authorities = authorities
  }

  deinit { body.deallocate() }

  var easy: UnsafeMutableRawPointer { handle.pointer }

  /// The transfer that owns `easy`.
  static func of(_ easy: UnsafeMutableRawPointer) -> Transfer? {
    var pointer: UnsafeMutableRawPointer?
    rekindle_get_pointer(easy, CURLINFO_PRIVATE, &pointer)
    return pointer.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }
}
