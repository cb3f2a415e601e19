extension Statements {
  /// Of every sender with a provider: they differ in what their role may see.
  static let sending: [any Statement.Type] = [
    ReadBreaker.self,
    ReadDueDeliveries.self, ReadLetterItems.self, ReadMovedDeliveries.self,
    ReadContacts.self,
    ReadMessages.self,
    ReadContexts.self, ReadLocales.self,
    TakeSendTokens.self,
    ClaimDeliveries.self,
    RecordOutcomes.self,
    SkipDeliveries.self,
    NoteAnomalies.self, ClaimTestSends.self, FinishTestSend.self,
    OpenBreaker.self,
    RefuseAddress.self, RefuseTemplate.self, ForgetLostZones.self,
  ]

  /// Of the sender whose messages follow what earlier ones said.
  static let sendingCalendar: [any Statement.Type] = sending + [ReadInvitations.self]

  /// Of the sender whose provider approves texts.
  static let sendingWhatsApp: [any Statement.Type] = sending + [ReadTemplates.self, ReadConversations.self]

  /// Of the sender whose provider announces limits and opens channels.
  static let sendingDiscord: [any Statement.Type] = sending + [NotePauses.self, ReadRooms.self, KeepRooms.self]
}
