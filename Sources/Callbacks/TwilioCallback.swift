/// What Twilio posts.
public enum TwilioCallback: Sendable, Equatable {
  case status(CallbackBatch)
  case reply(InboundReply)
}
