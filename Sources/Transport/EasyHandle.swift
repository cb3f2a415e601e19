import CCurl
import Channels

/// A libcurl handle for one exchange at a time, and what is equal for every exchange: redirections are not followed,
/// proxies of the environment are not used, TLS is at least 1.2, and no signal is raised.
final class EasyHandle {
  let pointer: UnsafeMutableRawPointer
  private var list: UnsafeMutablePointer<curl_slist>?

  init?() {
    guard EasyHandle.isLibraryReady, let pointer = curl_easy_init() else { return nil }
    self.pointer = pointer
  }

  deinit {
    curl_easy_cleanup(pointer)
    curl_slist_free_all(list)
  }

  /// Whether libcurl could be set up in this process.
  static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_SSL)) == CURLE_OK

  /// Forgets every option but the common ones; connections are kept.
  func reset() {
    curl_easy_reset(pointer)
    for (option, value) in [
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_TCP_KEEPALIVE, 1), (CURLOPT_MAXAGE_CONN, 45),
      (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
    ] {
      set(option, value)
    }
    set(CURLOPT_PROXY, "")
    set(CURLOPT_USERAGENT, "Rekindle")
  }

  func set(_ option: CURLoption, _ value: Int) { rekindle_set_long(pointer, option, value) }

  func set(_ option: CURLoption, _ text: String) { rekindle_set_text(pointer, option, text) }

  /// Sets an option whose value is a list of lines; the list lives until the next one.
  func set(_ option: CURLoption, lines: [String]) {
    curl_slist_free_all(list)
    list = nil
    for line in lines { list = curl_slist_append(list, line) ?? list }
    rekindle_set_list(pointer, option, list)
  }

  /// Has libcurl sign the request with every header that is given; it would also sign one that is given to be left
  /// out (`Accept:`), which then fails to verify.
  func sign(_ signature: AWSSignature) {
    set(CURLOPT_AWS_SIGV4, "aws:amz:\(signature.scope.region):\(signature.scope.service)")
    set(CURLOPT_USERNAME, signature.credentials.accessKey)
    set(CURLOPT_PASSWORD, signature.credentials.secretKey)
  }

  /// The status of the last answer; 0 where none came.
  var status: Int {
    var status = 0
    rekindle_get_long(pointer, CURLINFO_RESPONSE_CODE, &status)
    return status
  }

  /// Bytes of the last request that were written.
  var written: Int {
    var written = 0
    rekindle_get_long(pointer, CURLINFO_REQUEST_SIZE, &written)
    return written
  }
}

extension HTTPCall.Header {
  /// Whether the line can be written without forging another.
  var isSafe: Bool {
    !name.isEmpty && name.utf8.allSatisfy { (0x21..<0x7F).contains($0) && $0 != UInt8(ascii: ":") }
      && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
  }
}

extension Observation.Interruption {
  /// What libcurl's way of ending says about where it broke off.
  init(_ result: CURLcode) {
    self =
      switch result {
      case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .dns
      case CURLE_COULDNT_CONNECT: .connect
      case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
        CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED, CURLE_SSL_INVALIDCERTSTATUS:
        .tls
      case CURLE_OPERATION_TIMEDOUT: .timeout
      case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_ABORTED_BY_CALLBACK: .reset
      default: .protocolFault
      }
  }
}

extension CURLcode {
  /// Whether the server answered but could not show who it is, or nothing is there to check it with.
  var isAboutTrust: Bool {
    [CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR].contains(self)
  }
}
