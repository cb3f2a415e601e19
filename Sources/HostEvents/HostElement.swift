/// What one element of a host's request is.
public enum HostElement: Sendable, Equatable {
  /// An event to be applied.
  case event(HostEvent)
  /// An event that is kept, since nobody here understands it.
  case kept(KeptEvent)

  /// Its id, under which it is known when it comes again.
  public var id: String {
    switch self {
    case .event(let event): event.id
    case .kept(let event): event.id
    }
  }
}
