import CCurl
import Channels

extension Transfer {
  /// What was seen, given how libcurl ended.
  func observation(_ result: CURLcode) -> Observation {
    if isTooLate { return .tooLate }
    switch call {
    case .smtp: return smtpObservation(result, handle.status)
    default: return httpObservation(result, handle.status)
    }
  }

  private func httpObservation(_ result: CURLcode, _ status: Int) -> Observation {
    if status >= 200 {
      return .answered(
        .init(status: status, headers: Array(head), body: Array(content), isComplete: result == CURLE_OK))
    }
    if writes == 0, result.isAboutTrust { return .refused(.untrustedCertificate) }
    let what = Observation.Interruption(result)
    return writes == 0 || (writes == 1 && handle.written == 0) ? .notSent(what) : .interrupted(what)
  }

  private func smtpObservation(_ result: CURLcode, _ code: Int) -> Observation {
    if result == CURLE_OK { return .answered(.init(status: code, body: Array(content))) }
    if result == CURLE_LOGIN_DENIED { return .answered(.init(status: code >= 400 ? code : 535, body: Array(content))) }
    if writes == 0, result.isAboutTrust { return .refused(.untrustedCertificate) }
    let what = Observation.Interruption(result)
    if writes == 0 { return needsLogin && greeting == .withoutLogin ? .refused(.loginNotOffered) : .notSent(what) }
    if (400..<600).contains(code) { return .answered(.init(status: code, body: Array(content))) }
    // Without its last line a message cannot have been taken (RFC 5321 §4.1.1.4).
    return bodyRead == bodyCount ? .interrupted(what) : .notSent(what)
  }
}
