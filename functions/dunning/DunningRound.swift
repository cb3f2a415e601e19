import Domain
import FunctionContract
import JSON

/// What the host is asked for.
enum DunningRound: String, CaseIterable {
  /// From ten in UTC on.
  case retries
  /// From eleven in UTC on.
  case handovers

  /// The rounds that an event asks for, in order: one by its name or by its campaign's, or what is due by the clock.
  static func rounds(of event: CloudEvent, now: Instant) -> [DunningRound] {
    if let name = event.data?["round"]?.string { return allCases.filter { $0.rawValue == name } }
    if let name = event.data?["campaign"]?.string { return allCases.filter { $0.campaign == name } }
    let isEleven = now.seconds % Instant.Span.days(1).seconds >= Instant.Span.hours(11).seconds
    return isEleven ? [.handovers, .retries] : [.retries]
  }

  /// The name under which people know the run.
  var job: String {
    switch self {
    case .retries: "retry_failed_payments"
    case .handovers: "process_overdue_installments"
    }
  }

  /// The campaign that writes about the same debts.
  var campaign: String {
    switch self {
    case .retries: "payment-final-failure"
    case .handovers: "installment-overdue"
    }
  }

  /// The type of the request, and the member of its data that has the list.
  var request: (type: String, list: String) {
    switch self {
    case .retries: ("host.payment.retry.requested", "payments")
    case .handovers: ("host.instalment.handover.requested", "instalments")
    }
  }
}
