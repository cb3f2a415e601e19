import CCurl
import Channels

extension Transfer {
  /// What was seen, given how libcurl ended.
  func observation(_ result: CURLcode) -> Observation {
    if isTooLate { return .tooLate }
    var status = 0
    rekindle_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
    switch call {
    case .smtp: return smtpObservation(result, status)
    default: return httpObservation(result, status)
    }
  }

  private func httpObservation(_ result: CURLcode, _ status: Int) -> Observation {
    if status >= 200 {
      return .answered(
        .init(status: status, headers: Array(head), body: Array(content), isComplete: result == CURLE_OK))
    }
    var written = 0
    rekindle_get_long(easy, CURLINFO_REQUEST_SIZE, &written)
    let what = Transfer.interruption(result)
    return writes == 0 || (writes == 1 && written == 0) ? .notSent(what) : .interrupted(what)
  }

  private func smtpObservation(_ result: CURLcode, _ code: Int) -> Observation {
    if result == CURLE_OK { return .answered(.init(status: code, body: Array(content))) }
    if result == CURLE_LOGIN_DENIED { return .answered(.init(status: code >= 400 ? code : 535, body: Array(content))) }
    let what = Transfer.interruption(result)
    if writes == 0 { return needsLogin && greeting == .withoutLogin ? .refused(.loginNotOffered) : .notSent(what) }
    if (400..<600).contains(code) { return .answered(.init(status: code, body: Array(content))) }
    // Without its last line a message cannot have been taken (RFC 5321 §4.1.1.4).
    return bodyRead == bodyCount ? .interrupted(what) : .notSent(what)
  }

  private static func interruption(_ result: CURLcode) -> Observation.Interruption {
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
