import CHTTPServer
import FunctionContract

/// The exchanges of a server that wait for their answers, suspended in libmicrohttpd.
///
/// A suspended connection is never freed, and the daemon must not be stopped while there is one: everything that
/// resumes goes through this lock, so that each is resumed exactly once.
final class WaitingRoom: Sendable {
  private struct State {
    var exchanges: [Int: HTTPExchange] = [:]
    var lastTicket = 0
    var isClosed = false
  }

  private let state = Monitor(State())

  /// Suspends the exchange's connection; nil where the server is stopping.
  func enter(_ exchange: HTTPExchange) -> HTTPResponder? {
    let ticket = state.withLock { state -> Int? in
      if state.isClosed { return nil }
      state.lastTicket += 1
      state.exchanges[state.lastTicket] = exchange
      exchange.phase = .waiting
      MHD_suspend_connection(exchange.connection)
      return state.lastTicket
    }
    return ticket.map { HTTPResponder(self, ticket: $0) }
  }

  /// Resumes an exchange with its answer, or with none to close its connection; does nothing the second time.
  func settle(_ ticket: Int, with response: HTTPResponse?) {
    state.withLock { state in
      guard let exchange = state.exchanges.removeValue(forKey: ticket) else { return }
      WaitingRoom.resume(exchange, response)
    }
  }

  /// Closes every connection that still waits; none enters any more.
  func close() {
    state.withLock { state in
      state.isClosed = true
      for exchange in state.exchanges.values { WaitingRoom.resume(exchange, nil) }
      state.exchanges = [:]
    }
  }

  private static func resume(_ exchange: HTTPExchange, _ response: HTTPResponse?) {
    exchange.phase = .settled(response)
    MHD_resume_connection(exchange.connection)
  }
}
